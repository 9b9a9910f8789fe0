package org.pactwatch.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.server.ChildServer;

/** PostgreSQL is killed, stopped, or cut off while the server lives on. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PostgresFaults {

    private static final int KILLS = Chance.rounds(20, 2);
    private static final Duration LONG = Duration.ofSeconds(Chance.rounds(30, 5));

    @TempDir
    private Path folder = Path.of("");

    private interface Ordeal {
        void of(Postgres postgres, Proxy proxy, Outage outage);
    }

    @Test
    void killed() throws Exception {
        endure("kill -9 of PostgreSQL", (postgres, proxy, outage) -> {
            for (int round = 0; round < KILLS; round++) {
                outage.endure(false, postgres::kill, Duration.ofSeconds(2), postgres::start);
            }
        });
    }

    @Test
    void stopped() throws Exception {
        endure(
                "PostgreSQL stopped for " + LONG.toSeconds() + " s",
                (postgres, proxy, outage) -> outage.endure(false, postgres::stop, LONG, postgres::start));
    }

    @Test
    void its_connections_dropped() throws Exception {
        endure(
                "PostgreSQL's connections dropped",
                (postgres, proxy, outage) -> outage.endure(false, proxy::drop, LONG, proxy::restore));
    }

    @Test
    void its_network_swallowing_everything() throws Exception {
        endure(
                "PostgreSQL's network swallows all",
                (postgres, proxy, outage) -> outage.endure(false, proxy::swallow, LONG, proxy::restore));
    }

    private void endure(String name, Ordeal ordeal) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        try (Postgres postgres = new Postgres(folder);
                Proxy proxy = new Proxy(postgres.port());
                ChildServer server = ChildServer.start(data, ServerKillFaults.settings(Postgres.where(proxy.port())))) {
            Outage outage = new Outage(name, server, postgres.where());
            ordeal.of(postgres, proxy, outage);
            outage.settle(false);
        }
    }
}
