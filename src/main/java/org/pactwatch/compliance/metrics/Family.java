package org.pactwatch.compliance.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** Gauges of one name, as they stand at one moment. */
final class Family {

    private final GaugeSnapshot.Builder gauges;
    private final String[] tags;

    Family(String name, String help, String... tags) {
        this.gauges = GaugeSnapshot.builder().name(name).help(help);
        this.tags = tags;
    }

    /** @param values of the tags, in their order */
    Family add(double value, String... values) {
        gauges.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of(tags, values))
                .value(value)
                .build());
        return this;
    }

    Family add(boolean value, String... values) {
        return add(value ? 1.0 : 0.0, values);
    }

    void to(MetricSnapshots.Builder scrape) {
        scrape.metricSnapshot(gauges.build());
    }
}
