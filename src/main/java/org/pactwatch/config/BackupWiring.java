package org.pactwatch.config;

import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.pactwatch.access.web.StartRefused;
import org.pactwatch.ledger.jdbc.LedgerBackups;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where backups go, and when they are made. */
@Configuration(proxyBeanMethods = false)
class BackupWiring {

    @Bean
    LedgerBackups backups(DataSource dataSource, PactwatchSettings settings) {
        Path ledger = settings.ledgerFolder();
        return LedgerBackups.of(
                dataSource, settings.backup().folder(settings.data()), String.valueOf(ledger.getFileName()));
    }

    @Bean
    @ConditionalOnProperty("pactwatch.backup.every")
    BackupSchedule backupSchedule(LedgerBackups backups, PactwatchSettings settings, JdbcConnectionDetails where) {
        Duration every = settings.backup().every();
        if (every == null) {
            throw new IllegalStateException("the condition above");
        }
        if (!where.getJdbcUrl().startsWith("jdbc:h2:")) {
            throw new StartRefused(
                    "pactwatch.backup.every is set, and the ledger does not lie in H2: the server makes no backups of"
                            + " another database.",
                    "Remove the setting, and back the database up with ledger copy or with PostgreSQL's own tools, as"
                            + " docs/operations.md says.");
        }
        return new BackupSchedule(backups, every, settings.backup().keep());
    }
}
