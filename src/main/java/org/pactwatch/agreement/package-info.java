/** Agreements: who promised what to whom, and the rival ways to read it. Plain Java. */
@NullMarked
package org.pactwatch.agreement;

import org.jspecify.annotations.NullMarked;
