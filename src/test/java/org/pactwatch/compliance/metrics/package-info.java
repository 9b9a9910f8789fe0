@NullMarked
package org.pactwatch.compliance.metrics;

import org.jspecify.annotations.NullMarked;
