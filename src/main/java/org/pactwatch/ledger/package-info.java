/** The record: one order of events, never rewritten, each bound to a hash. Plain Java. */
@NullMarked
package org.pactwatch.ledger;

import org.jspecify.annotations.NullMarked;
