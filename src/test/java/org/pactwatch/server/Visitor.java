package org.pactwatch.server;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Somebody with a browser that runs no scripts: it keeps cookies, sends forms, and goes nowhere by itself. */
final class Visitor {

    private final String base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    Visitor(String base) {
        this.base = base;
    }

    static Visitor of(RunningServer server) {
        return new Visitor(server.baseUrl());
    }

    /** A visitor who has shown the token of {@code role}. */
    static Visitor signedIn(RunningServer server, String role) {
        Visitor visitor = of(server);
        String token = RunningServer.token(server.demoTokens().getParent(), role);
        HttpResponse<String> answer =
                visitor.send(visitor.page("/sign-in"), "form[action=/sign-in]", Map.of("token", token));
        if (answer.statusCode() != 303) {
            throw new AssertionError("not let in: " + answer.statusCode() + " " + answer.body());
        }
        return visitor;
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "text/html,*/*");
        for (int i = 0; i + 1 < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return sent(request.build());
    }

    /** A page that must be there. */
    Document page(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return Jsoup.parse(answer.body(), base + path);
    }

    /** Sends a page's form as a browser would, with {@code typed} in its fields. */
    HttpResponse<String> send(Document page, String form, Map<String, String> typed) {
        Element found = page.selectFirst(form);
        if (found == null) {
            throw new AssertionError("no form " + form + " in " + page);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (Element input : found.select("input[type=hidden][name]")) {
            fields.put(input.attr("name"), input.attr("value"));
        }
        fields.putAll(typed);
        return post(found.absUrl("action").substring(base.length()), fields);
    }

    HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i + 1 < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return sent(request.build());
    }

    private HttpResponse<String> sent(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String header(HttpResponse<?> answer, String name) {
        return String.join(", ", answer.headers().allValues(name));
    }
}
