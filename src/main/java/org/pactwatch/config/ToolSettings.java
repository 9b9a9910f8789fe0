package org.pactwatch.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.ledger.cli.Served;
import org.pactwatch.ledger.jdbc.LedgerPlace;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The server's settings as a command finds them: in the environment and in {@code application.yaml}, as the server does. */
final class ToolSettings implements Served {

    private final Map<String, Object> given = new HashMap<>();
    private @Nullable StandardEnvironment environment;

    /** Read only when asked for: {@code --help} needs none of it. */
    private StandardEnvironment environment() {
        StandardEnvironment read = environment;
        if (read == null) {
            read = new StandardEnvironment();
            read.getPropertySources().addFirst(new MapPropertySource("given", given));
            ConfigDataEnvironmentPostProcessor.applyTo(read);
            environment = read;
        }
        return read;
    }

    private PactwatchSettings settings(@Nullable Path data, @Nullable Boolean example) {
        StandardEnvironment all = environment();
        given.clear();
        if (data != null) {
            given.put("pactwatch.data", data.toString());
        }
        if (example != null) {
            given.put("pactwatch.example", example.toString());
        }
        return Binder.get(all).bindOrCreate("pactwatch", PactwatchSettings.class);
    }

    @Override
    public LedgerPlace ledger(@Nullable Path data, @Nullable Boolean example) {
        String url = environment().getProperty("spring.datasource.url");
        // A folder that is named here means the ledger in it, whatever a server would use without.
        if (url == null || data != null) {
            return LedgerPlace.embedded(folder(data, example));
        }
        String user = user();
        String password = password();
        return new LedgerPlace(url, user == null ? LedgerPlace.NAME : user, password == null ? "" : password);
    }

    @Override
    public Path folder(@Nullable Path data, @Nullable Boolean example) {
        return settings(data, example).ledgerFolder();
    }

    @Override
    public Path backups(@Nullable Path data, @Nullable Boolean example) {
        return settings(data, example).backup().folder(settings(data, example).data());
    }

    @Override
    public @Nullable String user() {
        return environment().getProperty("spring.datasource.username");
    }

    @Override
    public @Nullable String password() {
        return environment().getProperty("spring.datasource.password");
    }

    @Override
    public List<String> migrations() {
        return Binder.get(environment())
                .bind("spring.flyway.locations", String[].class)
                .map(List::of)
                .orElse(List.of("classpath:db/migration"));
    }
}
