/** Terms, how they are counted, and when things happened. Plain Java. */
@NullMarked
package org.pactwatch.time;

import org.jspecify.annotations.NullMarked;
