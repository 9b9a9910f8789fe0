package org.pactwatch.ledger.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.ledger.RequestKey;
import org.pactwatch.ledger.jdbc.JdbcLedger;
import org.pactwatch.ledger.jdbc.LedgerDatabase;
import org.pactwatch.ledger.jdbc.LedgerPlace;
import org.pactwatch.support.PostgresServer;
import org.pactwatch.support.TestDatabase;

/** Records of events for the commands to work on. */
final class Records {

    static final List<String> MIGRATIONS = List.of("classpath:db/migration", "classpath:db/{vendor}");

    private Records() {}

    /** The real ledger below a data folder, as a server has it. */
    static LedgerPlace h2(Path data) {
        return LedgerPlace.embedded(data.resolve("ledger"));
    }

    /** A database without tables. */
    static LedgerPlace emptyPostgres() {
        return new LedgerPlace(PostgresServer.empty(), PostgresServer.USER, PostgresServer.PASSWORD);
    }

    static HikariDataSource pool(LedgerPlace place) {
        LedgerDatabase.migrated(place, MIGRATIONS).close();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(place.url());
        config.setUsername(place.user());
        config.setPassword(place.password());
        config.setMaximumPoolSize(36);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    static JdbcLedger ledger(HikariDataSource pool) {
        return JdbcLedger.open(pool, java.time.InstantSource.system(), TestDatabase.salts());
    }

    /** Adds {@code events} to the record, of many kinds of text; every third request has a key. */
    static void fill(LedgerPlace place, String name, int events) {
        try (HikariDataSource pool = pool(place)) {
            JdbcLedger ledger = ledger(pool);
            int aggregate = 0;
            for (int done = 0; done < events; aggregate++) {
                int many = Math.min(1 + aggregate % 5, events - done);
                List<NewEvent> batch = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    batch.add(event(name + "-" + aggregate, i));
                }
                ledger.append(
                        batch,
                        aggregate % 3 == 0
                                ? new RequestKey("key/" + name + "/" + aggregate, "body " + aggregate)
                                : null);
                done += many;
            }
        }
    }

    static NewEvent event(String aggregate, long sequence) {
        return new NewEvent(
                sequence % 2 == 0 ? "incident" : "agreement",
                aggregate,
                sequence,
                aggregate + "/" + sequence,
                "incident.reported",
                "1",
                "{\"summary\": \"Удар по підстанції, 21°, 𝔘, a \\\\ and a '\", \"n\":  " + sequence + "}",
                "{ \"subject\":\"olena\" }");
    }

    /** Every column of every row, read by SQL alone. */
    static List<String> rows(LedgerPlace place) {
        List<String> rows = new ArrayList<>();
        try (HikariDataSource pool = pool(place);
                Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement("select position, aggregate_type, aggregate_id,"
                        + " sequence, event_id, type, revision, payload, metadata, request_key, request_hash, recorded,"
                        + " salt, entry_hash from ledger_entry order by position");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= 11; i++) {
                    text.append(row.getString(i)).append('|');
                }
                text.append(row.getObject(12, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC))
                        .append('|')
                        .append(HexFormat.of().formatHex(row.getBytes(13)))
                        .append('|')
                        .append(HexFormat.of().formatHex(row.getBytes(14)));
                rows.add(text.toString());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    /** What a hand in the database does. */
    static void sql(LedgerPlace place, String sql) {
        try (HikariDataSource pool = pool(place);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
