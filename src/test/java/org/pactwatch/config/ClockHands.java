package org.pactwatch.config;

import java.time.Instant;
import org.springframework.context.ApplicationContext;

/** Turns the clock of a running server, as an operator or a time server might. */
public final class ClockHands {

    private ClockHands() {}

    public static void standAt(ApplicationContext server, Instant moment) {
        server.getBean(ScenarioClock.class).standAt(moment);
    }

    public static void release(ApplicationContext server) {
        server.getBean(ScenarioClock.class).followTheMachine();
    }
}
