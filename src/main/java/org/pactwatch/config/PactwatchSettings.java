package org.pactwatch.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a person may set.
 *
 * @param data the folder for everything that the server writes, relative to the working directory
 * @param example serve the example of 2025; otherwise the real ledger, empty at first
 * @param agreements a folder of agreements to register at start; {@code null}: {@code config/agreements} for the example,
 *     and none for the real ledger
 * @param rebuild make the tables that answers rest on anew from the ledger, while answers go on from the old ones
 * @param backup backups of a ledger on H2, made by the running server
 * @param tick a question without a moment asks about now, cut to a whole one of these
 */
@ConfigurationProperties("pactwatch")
public record PactwatchSettings(
        @DefaultValue("data") Path data,
        @DefaultValue("true") boolean example,
        @Nullable Path agreements,
        @DefaultValue("false") boolean rebuild,
        @DefaultValue("1m") Duration tick,
        @DefaultValue Backup backup) {

    /**
     * @param every how long from one to the next; {@code null}: only when asked for
     * @param folder where they go; {@code null}: {@code backups} in the data folder
     * @param keep how many of each ledger are kept when the next is made by itself
     */
    public record Backup(
            @Nullable Duration every,
            @Nullable Path folder,
            @DefaultValue("14") int keep) {

        public Backup {
            if (every != null && every.compareTo(Duration.ofMinutes(1)) < 0) {
                throw new IllegalArgumentException("pactwatch.backup.every is at least a minute (1m).");
            }
            if (keep < 1) {
                throw new IllegalArgumentException("pactwatch.backup.keep is at least 1.");
            }
        }

        Path folder(Path data) {
            return (folder == null ? data.resolve("backups") : folder)
                    .toAbsolutePath()
                    .normalize();
        }
    }

    /** The folder of the ledger that is served. */
    Path ledgerFolder() {
        return data.resolve(example ? "example" : "ledger").toAbsolutePath().normalize();
    }
}
