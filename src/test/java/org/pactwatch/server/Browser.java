package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pactwatch.support.Http.Answer;

/** Looks at pages as a person does: keeps cookies, and sends forms with what stands hidden in them. Runs no script. */
final class Browser {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

    private final RunningServer server;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    private Browser(RunningServer server) {
        this.server = server;
    }

    /** Somebody who is not signed in. */
    static Browser anonymous(RunningServer server) {
        return new Browser(server);
    }

    /** Somebody who has signed in with the demo token of {@code role}. */
    static Browser of(RunningServer server, String role) {
        Browser browser = new Browser(server);
        String token = server.as(role)[1].substring("Bearer ".length());
        Answer answer = browser.send(
                "/sign-in", "_csrf", formToken(browser.get("/sign-in").body()), "token", token, "to", "/report");
        assertThat(answer.status()).isEqualTo(303);
        return browser;
    }

    Answer get(String path) {
        return kept(server.http().get(path, headers()));
    }

    /** What {@code answer} sends on to. */
    Answer follow(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return get(answer.header("Location"));
    }

    static String formToken(String page) {
        return found(FORM_TOKEN, page);
    }

    /** By what the first form of the page is known again. */
    static String key(String page) {
        return found(KEY, page);
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    /** Fills a form of {@code page} in and sends it to {@code action}, with what stands hidden in it. */
    Answer submit(String page, String action, String... fields) {
        String form = get(page).body();
        return again(form, action, fields);
    }

    /** The same with a page that was loaded before. */
    Answer again(String form, String action, String... fields) {
        List<String> all = new ArrayList<>(List.of("_csrf", formToken(form), "key", key(form)));
        all.addAll(Arrays.asList(fields));
        return send(action, all.toArray(String[]::new));
    }

    /** Sends just these fields, given as name, value, name, value. */
    Answer send(String action, String... fields) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
        }
        List<String> headers = new ArrayList<>(Arrays.asList(headers()));
        headers.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        return kept(server.http()
                .send(
                        "POST",
                        action,
                        BodyPublishers.ofString(String.join("&", pairs)),
                        headers.toArray(String[]::new)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String[] headers() {
        List<String> headers = new ArrayList<>(List.of("Accept", "text/html"));
        if (!cookies.isEmpty()) {
            headers.addAll(List.of(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; "))));
        }
        return headers.toArray(String[]::new);
    }

    private Answer kept(Answer answer) {
        for (String line : answer.headers().allValues("Set-Cookie")) {
            HttpCookie cookie = HttpCookie.parse(line).get(0);
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
        return answer;
    }
}
