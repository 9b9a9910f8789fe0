/** What is done to the product to see whether the record stays exact: {@code mvn -B -Pfaults test}, docs/faults.md. */
@NullMarked
package org.pactwatch.faults;

import org.jspecify.annotations.NullMarked;
