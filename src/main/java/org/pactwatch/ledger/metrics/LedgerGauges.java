package org.pactwatch.ledger.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.pactwatch.ledger.jdbc.JdbcLedger;
import org.springframework.stereotype.Component;

/** Whether anything can be recorded now, and how many wait for it. */
@Component
class LedgerGauges implements MeterBinder {

    private final JdbcLedger ledger;

    LedgerGauges(JdbcLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("pactwatch.ledger.queue", ledger, JdbcLedger::queued)
                .description("Callers who wait for the next commit.")
                .register(registry);
        Gauge.builder("pactwatch.ledger.writable", ledger, l -> l.trouble().isEmpty() ? 1 : 0)
                .description("1 while events can be recorded, 0 while everybody is refused.")
                .register(registry);
    }
}
