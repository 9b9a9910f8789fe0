package org.pactwatch.house.canary.alpha.web;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import org.axonframework.commandhandling.CommandBus;

/** A page that does everything itself. */
public final class Canary {

    void sql(Connection connection) throws Exception {
        connection.commit();
    }

    void axon(CommandBus bus) {
        bus.dispatch(null);
    }

    void meters(MeterRegistry meters) {
        meters.counter("canary");
    }

    Object page() {
        return new org.pactwatch.house.canary.pages.web.Page();
    }
}
