/** Tells by its token who is asking, and refuses what that subject may not do. */
@NullMarked
package org.pactwatch.access.web;

import org.jspecify.annotations.NullMarked;
