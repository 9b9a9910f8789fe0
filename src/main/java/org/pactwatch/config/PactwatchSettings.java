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
 * @param tick a question without a moment asks about now, cut to a whole one of these
 */
@ConfigurationProperties("pactwatch")
public record PactwatchSettings(
        @DefaultValue("data") Path data,
        @DefaultValue("true") boolean example,
        @Nullable Path agreements,
        @DefaultValue("false") boolean rebuild,
        @DefaultValue("1m") Duration tick) {

    /** The folder of the ledger that is served. */
    Path ledgerFolder() {
        return data.resolve(example ? "example" : "ledger").toAbsolutePath().normalize();
    }
}
