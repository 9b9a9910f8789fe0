/** Reported occurrences: who says what about them, and what was found. Plain Java. */
@NullMarked
package org.pactwatch.incident;

import org.jspecify.annotations.NullMarked;
