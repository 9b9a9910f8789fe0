/** What the product costs, measured on the whole of it: {@code mvn -B -Pbench verify}. */
@NullMarked
package org.pactwatch.bench;

import org.jspecify.annotations.NullMarked;
