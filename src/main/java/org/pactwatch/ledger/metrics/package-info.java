/** What operators watch of the ledger. */
@NullMarked
package org.pactwatch.ledger.metrics;

import org.jspecify.annotations.NullMarked;
