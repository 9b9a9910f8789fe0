package org.pactwatch.decision.web;

/** A problem where only the status is known: from the container, or from a filter that is not ours. */
final class StatusProblems {

    private StatusProblems() {}

    static Problem of(int status) {
        return switch (status) {
            case 400 ->
                Problems.of(
                        400,
                        "request-malformed",
                        "The request can't be read as HTTP: its path, its headers or its framing. Correct it.");
            case 404 -> noSuchRoute();
            case 405 ->
                Problems.of(405, "method-not-allowed", "This path does not take that method. Allow says which.");
            case 406 -> notAcceptable();
            case 413 -> Problems.of(413, "body-too-large", "The body is too large. Send less.");
            case 414, 431 ->
                Problems.of(status, "headers-too-large", "The path or the headers are too large. Send less.");
            case 415 -> Problems.of(415, "media-type-unsupported", "The body is of a type that this call can't read.");
            case 503 -> Problems.of(503, "unavailable", "The server can't answer this now. Try again.");
            default ->
                status < 500
                        ? Problems.of(status, "request-refused", "The request was refused with " + status + ".")
                        : Problems.of(status, "internal-error", "Something went wrong here, not with the request.");
        };
    }

    static Problem noSuchRoute() {
        return Problems.of(
                404, "route-unknown", "Nothing answers under this path. /api/v1/openapi lists what there is.");
    }

    static Problem bodyUnreadable() {
        return Problems.of(
                400,
                "body-unreadable",
                "The body broke off, or its framing is wrong. Nothing was recorded. Send it again.");
    }

    static Problem notAcceptable() {
        return Problems.of(
                406,
                "not-acceptable",
                "The answer can't be had in the form that Accept asks for. Ask for application/json.");
    }
}
