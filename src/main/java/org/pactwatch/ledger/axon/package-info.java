/** The ledger as Axon's event store, and the one way to record. */
@NullMarked
package org.pactwatch.ledger.axon;

import org.jspecify.annotations.NullMarked;
