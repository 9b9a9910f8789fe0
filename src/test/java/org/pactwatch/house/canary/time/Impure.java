package org.pactwatch.house.canary.time;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Everything that pure code never does, one by one. */
@SuppressWarnings("all")
public final class Impure {

    Object now() {
        return Instant.now();
    }

    Supplier<Instant> nowByReference() {
        return Instant::now;
    }

    Object today() {
        return LocalDate.now(ZoneId.of("UTC"));
    }

    Object clock() {
        return InstantSource.system();
    }

    Object here() {
        return ZoneId.systemDefault();
    }

    Object uuid() {
        return UUID.randomUUID();
    }

    long millis() {
        return System.currentTimeMillis();
    }

    long nanos() {
        return System.nanoTime();
    }

    Object environment() {
        return System.getenv("HOME");
    }

    Object property() {
        return System.getProperty("user.dir");
    }

    void print() {
        System.out.println();
    }

    Object dice() {
        return new Random();
    }

    Object loadedDice() {
        return new SecureRandom().nextInt();
    }

    int threadsDice() {
        return ThreadLocalRandom.current().nextInt();
    }

    double mathsDice() {
        return Math.random();
    }

    void thread() {
        new Thread(() -> {}).start();
    }

    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}
