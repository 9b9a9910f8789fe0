package org.pactwatch.config;

import org.pactwatch.compliance.web.Overview;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the data lives, how everything stands, and what to open. */
@Component
class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final PactwatchSettings settings;
    private final Overview overview;
    private final JdbcConnectionDetails where;

    Welcome(PactwatchSettings settings, Overview overview, JdbcConnectionDetails where) {
        this.settings = settings;
        this.overview = overview;
        this.where = where;
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() != null) {
            return;
        }
        String home = "http://127.0.0.1:" + event.getWebServer().getPort() + "/";
        LOG.info("The ledger is kept at {}.", DatabaseAddress.shown(where.getJdbcUrl()));
        if (settings.example()) {
            LOG.info(
                    "The example of 2025, reconstructed, as it stood at {} (serve the real, empty ledger with"
                            + " --pactwatch.example=false):\n\n{}\n\nOpen {}\n",
                    ExampleRecord.INSIDE_THE_TERM,
                    overview.at(ExampleRecord.INSIDE_THE_TERM),
                    home);
            return;
        }
        String table = overview.at(overview.now());
        LOG.info(
                "{}\n\nOpen {}\n",
                table.isEmpty()
                        ? "Nothing is recorded yet. Register an agreement with POST /api/v1/agreements."
                        : "How everything stands now:\n\n" + table,
                home);
    }
}
