package org.pactwatch.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.pactwatch.ledger.SaltSource;
import org.pactwatch.ledger.jdbc.JdbcLedger;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/**
 * The database that a test runs on: a file of H2's, or with {@code -Dpactwatch.test.database=postgresql} a database of a
 * real PostgreSQL. Named by a folder of the test's: opened with the same folder again, it is the same database.
 */
public final class TestDatabase implements AutoCloseable {

    private static final String WHICH = System.getProperty("pactwatch.test.database", "h2");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Map<Path, String> ADDRESSES = new ConcurrentHashMap<>();

    private final HikariDataSource dataSource;
    private final List<JdbcLedger> opened = new ArrayList<>();

    private TestDatabase(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        if (isPostgresql()) {
            config.setUsername(PostgresServer.USER);
            config.setPassword(PostgresServer.PASSWORD);
            asInProduction().forEach(config::addDataSourceProperty);
        }
        config.setMaximumPoolSize(12);
        dataSource = new HikariDataSource(config);
    }

    /** What the server sets of PostgreSQL's sessions. */
    private static Map<String, String> asInProduction() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("postgresql.yaml"));
        String prefix = "spring.datasource.hikari.data-source-properties.";
        return Objects.requireNonNull(yaml.getObject()).entrySet().stream()
                .filter(entry -> entry.getKey().toString().startsWith(prefix))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString().substring(prefix.length()),
                        entry -> entry.getValue().toString()));
    }

    public static boolean isPostgresql() {
        return switch (WHICH) {
            case "h2" -> false;
            case "postgresql" -> true;
            default -> throw new IllegalArgumentException("pactwatch.test.database is h2 or postgresql, not " + WHICH);
        };
    }

    /** Migrated as in production; close it and open it again to see what survived. */
    public static TestDatabase in(Path folder) {
        return at(url(folder));
    }

    /** The address of the migrated database of {@code folder}. */
    public static String url(Path folder) {
        return ADDRESSES.computeIfAbsent(folder.toAbsolutePath(), TestDatabase::fresh);
    }

    private static String fresh(Path folder) {
        if (isPostgresql()) {
            return PostgresServer.migrated();
        }
        String url = "jdbc:h2:file:" + folder.resolve("pactwatch") + ";WRITE_DELAY=0";
        migrate(url, "", "");
        return url;
    }

    /** What {@link #url} gave, also to another process. */
    public static TestDatabase at(String url) {
        return new TestDatabase(url);
    }

    static void migrate(String url, String user, String password) {
        Flyway.configure()
                .dataSource(url, user, password)
                .locations("classpath:db/migration", "classpath:db/" + url.split(":")[1])
                .load()
                .migrate();
    }

    /**
     * What tells a server where its ledger lies; nothing if it is to have one below {@code data}. The example and the
     * real ledger are two databases, as they are two files.
     */
    public static List<String> settings(Path data, boolean example) {
        if (!isPostgresql()) {
            return List.of();
        }
        Path ledger = data.toAbsolutePath().resolve(example ? "example" : "ledger");
        return settings(ADDRESSES.computeIfAbsent(ledger, folder -> PostgresServer.empty()));
    }

    /** What tells a server to use the migrated database at {@code url}. */
    public static List<String> settings(String url) {
        List<String> where = List.of("spring.datasource.url=" + url);
        return isPostgresql()
                ? List.of(
                        where.get(0),
                        "spring.datasource.username=" + PostgresServer.USER,
                        "spring.datasource.password=" + PostgresServer.PASSWORD)
                : where;
    }

    public JdbcLedger ledger() {
        return ledger(InstantSource.system());
    }

    public JdbcLedger ledger(InstantSource clock) {
        JdbcLedger ledger = JdbcLedger.open(dataSource, clock, salts());
        opened.add(ledger);
        return ledger;
    }

    public static SaltSource salts() {
        return () -> {
            byte[] salt = new byte[SaltSource.LENGTH];
            RANDOM.nextBytes(salt);
            return salt;
        };
    }

    public HikariDataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        opened.forEach(JdbcLedger::close);
        dataSource.close();
    }
}
