/** What holds, what is alleged, what was found, how long is left: pure functions of facts, reading and moment. Plain Java. */
@NullMarked
package org.pactwatch.compliance;

import org.jspecify.annotations.NullMarked;
