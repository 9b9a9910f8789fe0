package org.pactwatch.pages.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.web.Moment;

/**
 * Which moment a page is about, and what was known: chosen in one place, and kept in every address.
 *
 * @param moment the question
 * @param path of the page
 * @param others what else its address says, such as filters
 * @param at the parameter as every link carries it on; {@code null} where the page opens like this by itself
 * @param knownAt the same for what was known; {@code null}: what is known now
 * @param live does the moment move on with the clock?
 * @param origin which record is asked: a browser may have met another one at the same address
 */
public record PageMoment(
        Moment moment,
        String path,
        Map<String, String> others,
        @Nullable String at,
        @Nullable String knownAt,
        boolean live,
        String origin) {

    /** The same, carrying one parameter less. */
    PageMoment without(String other) {
        Map<String, String> rest = new LinkedHashMap<>(others);
        rest.remove(other);
        return with(rest);
    }

    /** The same, carrying other parameters. */
    PageMoment with(Map<String, String> carried) {
        return new PageMoment(moment, path, carried, at, knownAt, live, origin);
    }

    /** The address of another page about the same moment. */
    public String to(String page) {
        return address(page, Map.of(), at, knownAt);
    }

    /** The same with further parameters, given as name, value, name, value; a {@code null} value leaves its name out. */
    public String to(String page, @Nullable String... parameters) {
        Map<String, String> more = new LinkedHashMap<>();
        for (int i = 0; i + 1 < parameters.length; i += 2) {
            String name = parameters[i];
            String value = parameters[i + 1];
            if (name != null && value != null) {
                more.put(name, value);
            }
        }
        return address(page, more, at, knownAt);
    }

    /** This page, as it is asked for again when there is news. */
    public String here() {
        return address(path, others, at, knownAt);
    }

    /** This page at the moment that the clock shows. */
    public String now() {
        return address(path, others, "now", null);
    }

    /** This page as it opens by itself. */
    public String opening() {
        return address(path, others, null, null);
    }

    /** This page, by what is known now. */
    public String knownNow() {
        return address(path, others, at, null);
    }

    /** This page, by what was known at the moment that it is about. */
    public String knownThen() {
        return address(
                path,
                others,
                at == null ? moment.at().toString() : at,
                moment.at().toString());
    }

    /** This page some days later, or earlier. */
    public String later(int days) {
        Instant there = moment.at().plus(days, ChronoUnit.DAYS);
        return address(path, others, there.toString(), knownAt);
    }

    /** Does the page's moment lie before {@code instant}? What began then counts nowhere yet. */
    public boolean precedes(Instant instant) {
        return moment.at().isBefore(instant);
    }

    /** For caches: what the page's content rests on. */
    public String standing() {
        return origin + "|" + moment.at() + "|" + moment.knownAt() + "|" + (moment.past() ? moment.knownInstant() : "")
                + "|" + moment.position();
    }

    private static String address(
            String page, Map<String, String> parameters, @Nullable String at, @Nullable String knownAt) {
        StringBuilder address = new StringBuilder(page);
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (at != null) {
            all.put("at", at);
        }
        if (knownAt != null) {
            all.put("knownAt", knownAt);
        }
        char before = page.indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, String> each : all.entrySet()) {
            address.append(before)
                    .append(each.getKey())
                    .append('=')
                    .append(URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)
                            // Both may stand in a query as they are, and are easier to read there.
                            .replace("%3A", ":")
                            .replace("%2F", "/"));
            before = '&';
        }
        return address.toString();
    }
}
