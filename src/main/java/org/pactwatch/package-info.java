/** The open-source monitor for agreements between adversaries. */
@NullMarked
package org.pactwatch;

import org.jspecify.annotations.NullMarked;
