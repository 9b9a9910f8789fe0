/** The commands of the jar on the ledger: read it, copy it, put it away and bring it back. No server runs for them. */
@NullMarked
package org.pactwatch.ledger.cli;

import org.jspecify.annotations.NullMarked;
