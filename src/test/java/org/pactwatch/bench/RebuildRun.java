package org.pactwatch.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.pactwatch.compliance.axon.Rebuild;
import org.pactwatch.config.EventTypes;
import org.pactwatch.ledger.jdbc.JdbcLedger;

/** Rebuilds in a process of its own, so that its heap is as small as one likes, and says how fast. */
public final class RebuildRun {

    private RebuildRun() {}

    /** @param args address, user, password, events, pairs */
    public static void main(String[] args) throws Exception {
        Database database = new Database(args[0], args[1], args[2], "");
        int events = Integer.parseInt(args[3]);
        int pairs = Integer.parseInt(args[4]);
        EventTypes codec = new EventTypes();
        SecureRandom random = new SecureRandom();
        try (HikariDataSource pool = database.migrated(8);
                JdbcLedger ledger = JdbcLedger.open(pool, InstantSource.system(), () -> {
                    byte[] salt = new byte[32];
                    random.nextBytes(salt);
                    return salt;
                })) {
            new Fill(ledger, codec).incidents("many", "CCC", "DDD", (int) (events / 1.05));
            long head = ledger.head();
            Rebuild rebuild = new Rebuild(ledger, codec, pool);
            rebuild.run(pace -> {});
            long bearings = count(pool, "bearing_");
            long incidents = count(pool, "incident_");
            PlainCopy plain = new PlainCopy(pool, false, bearings, incidents);
            PlainCopy indexed = new PlainCopy(pool, true, bearings, incidents);
            plain.copy();
            System.out.printf("BENCH rows bearings=%d incidents=%d events=%d%n", bearings, incidents, head);
            for (int pair = 0; pair < pairs; pair++) {
                Measured ours = () -> rebuild.run(pace -> {});
                double measured = pair % 2 == 0 ? seconds(ours) : 0;
                double base = seconds(plain::copy);
                double withIndexes = seconds(indexed::copy);
                measured = pair % 2 == 0 ? measured : seconds(ours);
                System.out.printf("BENCH pair %.3f %.3f %.3f%n", head / measured, head / base, head / withIndexes);
            }
            long peak = 0;
            for (MemoryPoolMXBean memory : ManagementFactory.getMemoryPoolMXBeans()) {
                peak += memory.getCollectionUsage() == null
                        ? 0
                        : memory.getCollectionUsage().getUsed();
            }
            System.out.printf("BENCH done %d%n", peak >> 20);
        }
    }

    private interface Measured {
        void run() throws SQLException;
    }

    private static double seconds(Measured measured) throws SQLException {
        long begin = System.nanoTime();
        measured.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    /** In whichever slot has any. */
    private static long count(HikariDataSource pool, String table) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select (select count(*) from " + table + "a) + (select count(*) from " + table + "b)")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
