/** Who somebody is and what each role may do. Plain Java. */
@NullMarked
package org.pactwatch.access;

import org.jspecify.annotations.NullMarked;
