/** Keeps the tables in step with the ledger, and reads facts from it. */
@NullMarked
package org.pactwatch.compliance.axon;

import org.jspecify.annotations.NullMarked;
