package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.pactwatch.access.web.PageErrors;
import org.pactwatch.decision.web.Problem;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.ProblemWriter;
import org.pactwatch.decision.web.Problems;
import org.pactwatch.decision.web.RejectedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Says what is wrong as a page, to who takes one; to others as the API does. */
@ControllerAdvice(basePackageClasses = PageFailures.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageFailures implements PageErrors {

    private final Pages pages;

    PageFailures(Pages pages) {
        this.pages = pages;
    }

    @ExceptionHandler
    void rejected(RejectedException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        show(request, response, Problems.of(e.why()));
    }

    @ExceptionHandler
    void problem(ProblemException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        e.headers().forEach(response::setHeader);
        show(request, response, e.problem());
    }

    /** Handed on to the container. */
    @ExceptionHandler
    void brokenOff(Exports.BrokenOff e) {
        throw e;
    }

    @Override
    public void show(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (accepted == null || !accepted.contains("text/html") || response.isCommitted()) {
            ProblemWriter.write(request, response, problem);
            return;
        }
        Visit visit = Visits.of(request);
        byte[] page = pages.render(request, visit, "problem", Map.of("problem", problem));
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }
}
