/** Problems, over real HTTP. */
@NullMarked
package org.pactwatch.decision.web;

import org.jspecify.annotations.NullMarked;
