/** How a refusal looks over HTTP, and what the edge itself refuses: bodies that are too large, malformed or mistyped. */
@NullMarked
package org.pactwatch.decision.web;

import org.jspecify.annotations.NullMarked;
