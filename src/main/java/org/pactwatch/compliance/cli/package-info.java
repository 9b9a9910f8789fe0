/** The commands of the jar on the tables that answers rest on. No server runs for them. */
@NullMarked
package org.pactwatch.compliance.cli;

import org.jspecify.annotations.NullMarked;
