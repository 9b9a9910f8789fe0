package org.pactwatch.compliance.metrics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is exported.
 *
 * @param groups commitments times readings that have series of their own, those of the agreements registered first; the
 *     rest is counted in {@code pactwatch_series_groups_left_out}
 */
@ConfigurationProperties("pactwatch.meters")
record MeterSettings(@DefaultValue("1000") int groups) {}
