package org.pactwatch.ledger.metrics;

import org.pactwatch.ledger.jdbc.JdbcLedger;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down while nothing can be recorded, such as on a full disk. No part of readiness: a server that can't record still
 * answers. Public, so it does not say why; the log does.
 */
@Component("recording")
class RecordingHealth implements HealthIndicator {

    private final JdbcLedger ledger;

    RecordingHealth(JdbcLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Health health() {
        return ledger.trouble().isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("why", "Nothing can be recorded.").build();
    }
}
