/** What operators watch: health and meters, computed when they are asked for. */
@NullMarked
package org.pactwatch.compliance.metrics;

import org.jspecify.annotations.NullMarked;
