/** Tokens and roles, over real HTTP. */
@NullMarked
package org.pactwatch.access.web;

import org.jspecify.annotations.NullMarked;
