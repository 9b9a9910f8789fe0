package org.pactwatch.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.pactwatch.access.Role;
import org.pactwatch.access.Route;
import org.pactwatch.access.Subject;
import org.pactwatch.decision.web.Problem;
import org.pactwatch.decision.web.ProblemWriter;
import org.pactwatch.decision.web.Problems;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Says what a subject lacks; or that nothing is there, which is what a route outside the table looks like to all. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final RouteTable routes;

    Refusals(RouteTable routes) {
        this.routes = routes;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        refuse(request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        refuse(request, response);
    }

    /** Two slashes in a row, an encoded slash, a semicolon and the like: no path of ours has them. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
            throws IOException {
        ProblemWriter.write(
                request,
                response,
                Problems.of(
                        400,
                        "request-malformed",
                        "The path or a header holds characters that no request to this server needs. Correct it."));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = routes.find(request)
                .map(route -> lacking(route, response))
                .orElseGet(() -> notInTheTable(request, response));
        ProblemWriter.write(request, response, problem);
    }

    private static Problem lacking(Route route, HttpServletResponse response) {
        Subject subject = SubjectAuthentication.subjectOf(
                SecurityContextHolder.getContext().getAuthentication());
        String needed = route.permission().role().map(Role::code).orElse("none");
        if (subject.isAnonymous()) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"pactwatch\"");
            return Problems.of(
                    401,
                    "token-missing",
                    "This call needs the role " + needed + ". Send a token that holds it: Authorization: Bearer …");
        }
        return Problems.of(
                403,
                "role-required",
                "This call needs the role " + needed + ", and " + subject.id() + " holds " + codes(subject.roles())
                        + ". Send a token that holds it.");
    }

    private Problem notInTheTable(HttpServletRequest request, HttpServletResponse response) {
        Set<String> methods = routes.methods(request);
        if (methods.isEmpty()) {
            return Problems.of(
                    404, "route-unknown", "Nothing answers under this path. /api/v1/openapi lists what there is.");
        }
        String allowed = String.join(", ", methods);
        response.setHeader("Allow", allowed);
        return Problems.of(405, "method-not-allowed", "This path takes " + allowed + " only.");
    }

    private static String codes(Set<Role> roles) {
        return roles.stream().map(Role::code).collect(Collectors.joining(", "));
    }
}
