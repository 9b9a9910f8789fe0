package org.pactwatch.decision.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pactwatch.access.web.EdgeApp;
import org.pactwatch.support.Http;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One server for all tests of this package, on a port of its own, until the tests end. */
final class EdgeServer {

    private static final EdgeServer STARTED = new EdgeServer();

    private final int port;
    private final JsonNode tokens;

    private EdgeServer() {
        try {
            Path data = Files.createTempDirectory("pactwatch-edge");
            ConfigurableApplicationContext server = SpringApplication.run(
                    EdgeApp.class, "--server.port=0", "--pactwatch.data=" + data, "--pactwatch.http.max-body=64KB");
            port = server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            tokens = new JsonMapper().readTree(data.resolve("demo-tokens.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Http http() {
        return new Http(STARTED.port);
    }

    static int port() {
        return STARTED.port;
    }

    static String[] as(String role) {
        return new String[] {
            "Authorization", "Bearer " + STARTED.tokens.path(role).asString()
        };
    }

    /** A report, bound to {@link EdgeApp.Report}. */
    static Http.Answer report(String json) {
        return http().postJson("/api/v1/incidents", json, as("monitor"));
    }
}
