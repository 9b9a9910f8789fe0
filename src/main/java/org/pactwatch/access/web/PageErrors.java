package org.pactwatch.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.pactwatch.decision.web.Problem;

/** Shows a problem to a person. Whoever draws the pages knows how. */
public interface PageErrors {

    /** As a page where the asker takes one, and as a problem otherwise. */
    void show(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException;
}
