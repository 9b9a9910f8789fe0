package org.pactwatch.house.canary.alpha.jdbc;

import jakarta.servlet.http.HttpServletRequest;
import org.axonframework.commandhandling.CommandBus;

/** Tables that know who asks. */
final class Canary {

    String http(HttpServletRequest request) {
        return request.getMethod();
    }

    void axon(CommandBus bus) {
        bus.dispatch(null);
    }

    Object page() {
        return new org.pactwatch.house.canary.alpha.web.Canary();
    }
}
