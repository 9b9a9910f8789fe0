package org.pactwatch.faults;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.server.ChildServer;

/** The disk that an H2 ledger lies on is full for a while. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DiskFullFaults {

    private static final int MEGABYTES = 160;
    private static final Duration LENGTH = Duration.ofSeconds(Chance.rounds(20, 4));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void nearly_full_before_anybody_writes() throws Exception {
        endure("disk nearly full, H2", true, disk -> disk.fill(200_000));
    }

    @Test
    void filled_by_another_process_while_32_write() throws Exception {
        endure("disk filled meanwhile, H2", false, disk -> disk.fill(1_000_000));
    }

    @Test
    void filled_to_the_last_byte_while_32_write() throws Exception {
        endure("disk filled to the last byte, H2", false, SmallDisk::fillToTheLastByte);
    }

    private void endure(String name, boolean first, java.util.function.Consumer<SmallDisk> fill) throws Exception {
        Path data = folder.resolve("disk");
        try (SmallDisk disk = new SmallDisk(data, MEGABYTES);
                ChildServer server = ChildServer.start(data, "pactwatch.example=false")) {
            new Outage(name, server, Where.h2(data.resolve("ledger"), "", "pactwatch"))
                    .endure(first, () -> fill.accept(disk), LENGTH, disk::makeRoom)
                    .settle(true);
        }
    }
}
