/** The record in one table of H2 or PostgreSQL. */
@NullMarked
package org.pactwatch.ledger.jdbc;

import org.jspecify.annotations.NullMarked;
