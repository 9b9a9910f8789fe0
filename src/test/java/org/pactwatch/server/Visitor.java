package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.pactwatch.support.Http.Answer;

/** Somebody with a browser that runs no scripts: it keeps cookies, sends forms, and goes nowhere by itself. */
final class Visitor {

    private final String base;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private Visitor(String base) {
        this.base = base;
    }

    /** A visitor who is not signed in. */
    static Visitor of(RunningServer server) {
        return new Visitor(server.baseUrl());
    }

    /** A visitor who has shown the token of {@code role}. */
    static Visitor signedIn(RunningServer server, String role) {
        Visitor visitor = of(server);
        Answer answer =
                visitor.send(visitor.page("/sign-in"), "form[action=/sign-in]", Map.of("token", server.token(role)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return visitor;
    }

    Answer get(String path, String... headers) {
        HttpRequest.Builder request = request(path).header("Accept", "text/html,*/*");
        for (int i = 0; i + 1 < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return sent(request.build());
    }

    /** A page that must be there. */
    Document page(String path) {
        Answer answer = get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return Jsoup.parse(answer.body(), base + path);
    }

    /** What {@code answer} sends on to. */
    Answer follow(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return get(answer.header("Location"));
    }

    /** Sends a page's form as a browser would, with {@code typed} in its fields. */
    Answer send(Document page, String form, Map<String, String> typed) {
        Element found = page.selectFirst(form);
        assertThat(found).as("form " + form + " in " + page).isNotNull();
        List<String> fields = new ArrayList<>();
        for (Element input : found.select("input[type=hidden][name]")) {
            if (!typed.containsKey(input.attr("name"))) {
                fields.addAll(List.of(input.attr("name"), input.attr("value")));
            }
        }
        typed.forEach((name, value) -> fields.addAll(List.of(name, value)));
        return post(found.absUrl("action").substring(base.length()), fields.toArray(String[]::new));
    }

    /** Loads {@code page}, fills its form in and posts it to {@code action}. */
    Answer submit(String page, String action, String... fields) {
        return again(get(page).body(), action, fields);
    }

    /** The same with a page that was loaded before. */
    Answer again(String page, String action, String... fields) {
        List<String> all = new ArrayList<>(List.of("_csrf", formToken(page), "key", key(page)));
        all.addAll(List.of(fields));
        return post(action, all.toArray(String[]::new));
    }

    static String formToken(String page) {
        return hidden("_csrf", page);
    }

    /** By what the first form of the page is known again. */
    static String key(String page) {
        return hidden("key", page);
    }

    private static String hidden(String name, String page) {
        Element input = Jsoup.parse(page).selectFirst("input[type=hidden][name=" + name + "]");
        assertThat(input).as(page).isNotNull();
        return input.attr("value");
    }

    /** Posts just these fields, given as name, value, name, value. */
    Answer post(String path, String... fields) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
        }
        return sent(request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs)))
                .build());
    }

    /** The same with headers of the caller's. */
    Answer post(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i + 1 < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return sent(request.build());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
    }

    private Answer sent(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
