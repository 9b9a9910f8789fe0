/** The wiring. It may import everything, and nobody imports it. */
@NullMarked
package org.pactwatch.config;

import org.jspecify.annotations.NullMarked;
