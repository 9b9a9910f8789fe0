package org.pactwatch.access.web;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in.
 *
 * @param data the folder for everything that the server writes, relative to the working directory
 * @param demoTokens whether there is a token for each role out of the box
 * @param tokens the file of real tokens; {@code null}: {@code tokens.json} in {@code data}, if it exists
 * @param cors who may read from a page of another site
 */
@ConfigurationProperties("pactwatch")
record AccessSettings(
        @DefaultValue("data") String data,
        @DefaultValue("true") boolean demoTokens,
        @Nullable String tokens,
        @DefaultValue Cors cors) {

    /** @param allowedOrigins such as {@code https://example.org}; {@code *} for all; empty for none */
    record Cors(@DefaultValue("*") List<String> allowedOrigins) {}

    Path demoTokenFile() {
        return Path.of(data, "demo-tokens.json");
    }

    Path tokenFile() {
        return tokens == null ? Path.of(data, "tokens.json") : Path.of(tokens);
    }
}
