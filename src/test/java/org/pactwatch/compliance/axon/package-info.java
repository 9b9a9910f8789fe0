/** The stream's parts by themselves. */
@NullMarked
package org.pactwatch.compliance.axon;

import org.jspecify.annotations.NullMarked;
