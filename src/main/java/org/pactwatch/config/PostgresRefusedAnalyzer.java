package org.pactwatch.config;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says which setting to look at where PostgreSQL can't be used. Registered in {@code META-INF/spring.factories}. */
class PostgresRefusedAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    private final Environment environment;

    PostgresRefusedAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
        String url = environment.getProperty("spring.datasource.url", "");
        String fix = url.startsWith("jdbc:postgresql:") ? fix(cause.getSQLState()) : null;
        return fix == null
                ? null
                : new FailureAnalysis(
                        "The ledger's database at " + DatabaseAddress.shown(url) + " can't be used: "
                                + deepest(cause).getMessage(),
                        fix,
                        cause);
    }

    /** @param state an error code of PostgreSQL's (its manual, appendix A) or of SQL's */
    private static @Nullable String fix(@Nullable String state) {
        if (state == null) {
            return null;
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return "Start PostgreSQL, or mend spring.datasource.url: host, port and whether the network lets you through.";
        }
        if (state.startsWith("28")) {
            return "Mend spring.datasource.username and spring.datasource.password, or what pg_hba.conf says of them.";
        }
        return switch (state) {
            case "3D000" ->
                "Create the database, owned by the role in spring.datasource.username, or mend its name in"
                        + " spring.datasource.url.";
            case "42501" ->
                "Make the role in spring.datasource.username the owner of the database: it has to create"
                        + " tables there.";
            case "53300" -> "Raise max_connections of PostgreSQL, or lower spring.datasource.hikari.maximum-pool-size.";
            default -> null;
        };
    }

    private static Throwable deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() instanceof SQLException further) {
            deepest = further;
        }
        return deepest;
    }
}
