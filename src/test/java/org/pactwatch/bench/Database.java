package org.pactwatch.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/**
 * A database of its own for each way.
 *
 * @param url with everything that makes a commit durable
 * @param sync what has to be run after a commit for it to be on disk; empty if a commit does that
 */
record Database(String url, String user, String password, String sync) {

    HikariDataSource pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(60_000);
        return new HikariDataSource(config);
    }

    /** The same with the product's tables. */
    HikariDataSource migrated(int connections) {
        HikariDataSource pool = pool(connections);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration", "classpath:db/" + url.split(":")[1])
                .load()
                .migrate();
        return pool;
    }

    boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    static void sync(Connection connection, String sync) throws SQLException {
        if (!sync.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sync);
            }
        }
    }
}
