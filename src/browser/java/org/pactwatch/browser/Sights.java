package org.pactwatch.browser;

import java.util.List;
import java.util.Map;
import org.pactwatch.access.Route;
import org.pactwatch.access.Routes;

/** All the pages there are, in one place. */
final class Sights {

    /**
     * @param name of its pictures
     * @param route in {@link Routes#pages()}
     * @param path where it is opened
     * @param status that it answers
     * @param role that is signed in; empty: nobody
     */
    record Sight(String name, String route, String path, int status, String role) {

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Sight> ALL = List.of(
            open("overview", "/", "/"),
            open("overview-now", "/", "/?at=now"),
            open("overview-known-then", "/", "/?at=2025-03-21T12:00:00Z&knownAt=2025-03-21T23:59:00Z"),
            open("sign-in", "/sign-in", "/sign-in"),
            open("status", "/status", "/status"),
            open("agreement", "/agreements/**", "/agreements/energy-moratorium-2025"),
            open("agreement-delivered", "/agreements/**", "/agreements/prisoner-exchange-2025-03"),
            open("compare", "/agreements/**", "/agreements/energy-moratorium-2025/compare"),
            open("rules", "/rules", "/rules"),
            open("rule", "/rules/{rule}", "/rules/idempotency-key-malformed"),
            new Sight("rule-unknown", "/rules/{rule}", "/rules/no-such-rule", 404, ""),
            new Sight("overview-signed-in", "/", "/", 200, "reviewer"),
            new Sight("report", "/report", "/report", 200, "monitor"),
            new Sight("report-further", "/report", "/report?incident={incident}", 200, "monitor"),
            open("incident", "/incidents/{id}", "/incidents/{incident}"),
            new Sight("incident-reviewer", "/incidents/{id}", "/incidents/{incident}", 200, "reviewer"),
            open("incidents", "/incidents", "/incidents"),
            open(
                    "incidents-narrowed",
                    "/incidents",
                    "/incidents?commitment=energy-moratorium-2025/ukr-abstains&reading=usa&standing=CONTESTED"),
            open("record", "/record/{position}", "/record/3"),
            new Sight("problem", "/", "/?at=yesterday", 400, ""));

    /** What answers a GET there is no page for people: an action, or data, or a part of other pages. */
    static final List<String> NO_PAGES = List.of(
            "/preferences",
            "/incidents.csv",
            "/incidents.geojson",
            "/feeds/**",
            "/badges/**",
            "/assets/**",
            "/webjars/**");

    /** Addresses of routes that have variables. */
    static final Map<String, String> SAMPLES =
            Map.of("/agreements/**", "/agreements/energy-moratorium-2025", "/incidents/{id}", "/incidents/1");

    private Sights() {}

    private static Sight open(String name, String route, String path) {
        return new Sight(name, route, path, 200, "");
    }

    /** Those of {@link Routes#pages()} that are to be looked at. */
    static List<String> routes() {
        return Routes.pages().stream()
                .filter(route -> route.method().equals("GET"))
                .map(Route::path)
                .filter(path -> !NO_PAGES.contains(path))
                .toList();
    }
}
