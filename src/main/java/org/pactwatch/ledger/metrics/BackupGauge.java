package org.pactwatch.ledger.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.jdbc.LedgerBackups;
import org.springframework.stereotype.Component;

/** How much would be lost if the disk died now. */
@Component
class BackupGauge implements MeterBinder {

    private final LedgerBackups backups;

    BackupGauge(LedgerBackups backups) {
        this.backups = backups;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder("pactwatch.ledger.backup.age", backups, TimeUnit.SECONDS, BackupGauge::seconds)
                .description("Time since the newest backup in the backup folder was begun; NaN if there is none.")
                .register(registry);
    }

    private static double seconds(LedgerBackups backups) {
        try {
            return backups.age()
                    .map(Duration::toMillis)
                    .map(millis -> millis / 1e3)
                    .orElse(Double.NaN);
        } catch (LedgerUnavailable e) {
            return Double.NaN;
        }
    }
}
