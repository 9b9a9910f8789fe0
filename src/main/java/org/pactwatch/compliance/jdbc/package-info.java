/** Tables that answer what is held against whom. */
@NullMarked
package org.pactwatch.compliance.jdbc;

import org.jspecify.annotations.NullMarked;
