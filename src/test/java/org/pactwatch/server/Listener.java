package org.pactwatch.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to server-sent events on a thread of its own. */
final class Listener implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final InputStream stream;
    private final List<News> heard = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    /** One event as it came over the wire; {@code id} is 0 where there is none. */
    record News(long id, String name, String data) {

        JsonNode json() {
            return JSON.readTree(data);
        }
    }

    Listener(String baseUrl, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + "/api/v1/stream")).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<InputStream> response =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200
                    || !response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")) {
                throw new IllegalStateException(response.toString() + response.headers());
            }
            stream = response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
        List<String> lines = new ArrayList<>();
        try (var reader = new java.io.BufferedReader(new java.io.InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty()) {
                    lines.add(line);
                } else if (lines.stream().anyMatch(each -> each.startsWith("data:"))) {
                    boolean numbered = lines.stream().anyMatch(each -> each.startsWith("id:"));
                    heard.add(new News(
                            numbered ? Long.parseLong(field(lines, "id")) : 0,
                            field(lines, "event"),
                            field(lines, "data")));
                    lines.clear();
                } else {
                    lines.clear();
                }
            }
        } catch (IOException gone) {
            // The test has ended, or the server.
        } finally {
            ended = true;
        }
    }

    private static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    List<News> heard() {
        return heard;
    }

    List<Long> ids() {
        return heard.stream().map(News::id).toList();
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
