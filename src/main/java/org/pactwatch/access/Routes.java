package org.pactwatch.access;

import static org.pactwatch.access.Permission.ADMINISTER;
import static org.pactwatch.access.Permission.READ;
import static org.pactwatch.access.Permission.REGISTER;
import static org.pactwatch.access.Permission.REPORT;
import static org.pactwatch.access.Permission.REVIEW;

import java.util.List;

/**
 * Who may do what: the one table from which the security rules are made, and the tests of them. A route that is not
 * listed is refused, whoever asks; a controller that forgets to enter its route here is never open by accident.
 */
public final class Routes {

    private static final List<Route> ALL = List.of(
            post("/api/v1/agreements", REGISTER),
            post("/api/v1/agreements/{id}/declarations", REGISTER),
            post("/api/v1/incidents", REPORT),
            post("/api/v1/incidents/{id}/reports", REPORT),
            post("/api/v1/incidents/{id}/attributions", REPORT),
            post("/api/v1/incidents/{id}/corrections", REPORT),
            post("/api/v1/incidents/{id}/retraction", REPORT),
            post("/api/v1/incidents/{id}/findings", REVIEW),
            post("/api/v1/incidents/{id}/duplicate-of", REVIEW),
            post("/api/v1/backups", ADMINISTER),
            get("/api/v1/agreements/**"),
            get("/api/v1/compliance/**"),
            get("/api/v1/incidents/**"),
            get("/api/v1/history/**"),
            get("/api/v1/stream"),
            get("/api/v1/version"),
            get("/api/v1/openapi"),
            get("/api/v1/openapi.yaml"),
            get("/api/v1/problems/**"),
            get("/actuator/health/**"),
            get("/actuator/prometheus"));

    /** What a browser is shown: who is signed in there is known by a session, and no token is looked at. */
    private static final List<Route> PAGES = List.of(
            get("/"),
            get("/agreements/**"),
            get("/incidents"),
            get("/incidents.csv"),
            get("/incidents.geojson"),
            get("/incidents/{id}"),
            get("/record/{position}"),
            get("/status"),
            get("/rules"),
            get("/rules/{rule}"),
            get("/preferences"),
            get("/sign-in"),
            post("/sign-in", READ),
            post("/sign-out", READ),
            new Route("GET", "/report", REPORT),
            post("/report", REPORT),
            post("/incidents/{id}/reports", REPORT),
            post("/incidents/{id}/attributions", REPORT),
            post("/incidents/{id}/findings", REVIEW),
            get("/feeds/**"),
            get("/badges/**"),
            get("/assets/**"),
            get("/webjars/**"));

    private Routes() {}

    /** Of the API, where a token says who is asking. */
    public static List<Route> all() {
        return ALL;
    }

    /** Of the pages. */
    public static List<Route> pages() {
        return PAGES;
    }

    private static Route get(String path) {
        return new Route("GET", path, READ);
    }

    private static Route post(String path, Permission permission) {
        return new Route("POST", path, permission);
    }
}
