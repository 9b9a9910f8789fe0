package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pactwatch.Pactwatch;
import org.pactwatch.support.Http;
import org.pactwatch.support.Http.Answer;
import org.pactwatch.support.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server as {@link Pactwatch} starts it, in this process, on a free port and a folder of the test's choice. */
public final class RunningServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path data;
    private final ConfigurableApplicationContext context;
    private final Http http;

    private RunningServer(Path data, ConfigurableApplicationContext context) {
        this.data = data;
        this.context = context;
        this.http = new Http(port(context));
    }

    private static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** @param settings such as {@code pactwatch.example=false} */
    public static RunningServer start(Path data, String... settings) {
        System.setProperty("axoniq.update-checker.disabled", "true");
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--pactwatch.data=" + data));
        if (Arrays.stream(settings).noneMatch(setting -> setting.startsWith("spring.datasource."))) {
            boolean example = !List.of(settings).contains("pactwatch.example=false");
            TestDatabase.settings(data, example).forEach(setting -> arguments.add("--" + setting));
        }
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return new RunningServer(
                data,
                new SpringApplicationBuilder(Pactwatch.class)
                        .initializers(context ->
                                context.getBeanFactory().registerSingleton("shippedOnly", new ShippedClassesOnly()))
                        .run(arguments.toArray(String[]::new)));
    }

    /** One real, at first empty ledger for all tests that bring agreements of their own. */
    static RunningServer real() {
        return Real.SERVER;
    }

    /** One example of 2025 for all tests that only look. */
    public static RunningServer example() {
        return Example.SERVER;
    }

    private static final class Real {
        static final RunningServer SERVER = start(folder("real"), "pactwatch.example=false");
    }

    private static final class Example {
        static final RunningServer SERVER = start(folder("example"));
    }

    private static Path folder(String name) {
        try {
            return Files.createTempDirectory("pactwatch-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Other tests' servers lie below the same package, and the scan of components would find their stubs. */
    private static final class ShippedClassesOnly extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
            return reader.getResource().getURI().toString().contains("/test-classes/");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ShippedClassesOnly;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public Http http() {
        return http;
    }

    public int port() {
        return port(context);
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    Path demoTokens() {
        return data.resolve("demo-tokens.json");
    }

    /** The header with which a role asks; none for {@code public}. */
    String[] as(String role) {
        return role.equals("public") ? new String[0] : new String[] {"Authorization", "Bearer " + token(data, role)};
    }

    /** What a person of that role signs in with. */
    public String token(String role) {
        return token(data, role);
    }

    static String token(Path data, String role) {
        try {
            return JSON.readTree(Files.readString(data.resolve("demo-tokens.json")))
                    .path(role)
                    .asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Answer get(String path, String... headers) {
        return http.get("/api/v1" + path, headers);
    }

    /** Of a page, not of the API. */
    public Answer page(String path, String... headers) {
        return http.get(path, headers);
    }

    /** What {@code role} sees. */
    public Answer getAs(String role, String path) {
        return get(path, as(role));
    }

    public Answer post(String role, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(as(role)));
        all.addAll(List.of(headers));
        return http.postJson("/api/v1" + path, body, all.toArray(String[]::new));
    }

    /** Posts what must be accepted. */
    public JsonNode accepted(String role, String path, String body) {
        Answer answer = post(role, path, body);
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return answer.json();
    }

    /** The last position of the ledger. */
    public long head() {
        return head(http);
    }

    static long head(Http http) {
        // By the record itself, page by page, since answers may stand behind it.
        long last = 0;
        while (true) {
            JsonNode page = http.get("/api/v1/history?limit=1000&after=" + last).json();
            if (page.path("items").isEmpty()) {
                return last;
            }
            last = page.path("items")
                    .get(page.path("items").size() - 1)
                    .path("position")
                    .asLong();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
