package org.pactwatch.decision.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the container sends what failed outside Spring MVC; stands in for Boot's page of HTML. */
@Controller
class ErrorDispatch implements ErrorController {

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int code = status instanceof Integer known ? known : 500;
        ProblemWriter.write(request, response, problem(request, code, cause));
    }

    private static Problem problem(HttpServletRequest request, int code, @Nullable Object cause) {
        if (code == 400 && cause instanceof IOException) {
            return StatusProblems.bodyUnreadable();
        }
        return code == 500 && cause instanceof Throwable thrown
                ? Unforeseen.report(thrown, request)
                : StatusProblems.of(code);
    }
}
