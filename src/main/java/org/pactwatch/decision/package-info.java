/** How a pure decider says yes or no. Plain Java. */
@NullMarked
package org.pactwatch.decision;

import org.jspecify.annotations.NullMarked;
