package org.pactwatch.access.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.pactwatch.access.Role;
import org.pactwatch.access.Route;
import org.pactwatch.access.Routes;
import org.pactwatch.access.Subject;
import org.pactwatch.decision.web.Problem;
import org.pactwatch.decision.web.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may open which page. Here a session says who is asking, so each form carries a token that no other site's page
 * can know.
 */
@Configuration(proxyBeanMethods = false)
class PageAccess {

    /** All that a page needs comes from this server; nothing runs or is styled that stands in the page itself. */
    private static final String CONTENT = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    /** Whoever only looks gets no session: what a form needs is kept in a cookie that scripts can't read. */
    @Bean
    CsrfTokenRepository formTokens() {
        CookieCsrfTokenRepository forms = new CookieCsrfTokenRepository();
        forms.setCookieCustomizer(
                cookie -> cookie.path("/").httpOnly(true).sameSite("Strict").maxAge(-1));
        forms.setCookieName("pactwatch-form");
        return forms;
    }

    @Bean
    SessionDoor sessionDoor(Tokens tokens, CsrfTokenRepository formTokens) {
        return new SessionDoor(tokens, formTokens);
    }

    @Bean
    @Order(2)
    SecurityFilterChain pagesByRoute(HttpSecurity http, CsrfTokenRepository formTokens, PageErrors errors) {
        RouteTable routes = new RouteTable(Routes.pages());
        return http.csrf(csrf -> csrf.csrfTokenRepository(formTokens))
                .addFilterBefore(
                        new FormGate(
                                (request, response) -> errors.show(request, response, staleForm()),
                                (request, response) -> tooLarge(routes, errors, request, response)),
                        CsrfFilter.class)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        // Each page says itself how long it holds.
                        .cacheControl(cache -> cache.disable()))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, e) -> refuse(routes, errors, request, response))
                        .accessDeniedHandler((request, response, e) -> {
                            if (e instanceof CsrfException) {
                                errors.show(request, response, staleForm());
                            } else {
                                refuse(routes, errors, request, response);
                            }
                        }))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .access((authentication, context) -> new AuthorizationDecision(routes.find(context.getRequest())
                                .filter(route -> route.permission()
                                        .grantedTo(SubjectAuthentication.subjectOf(authentication.get())))
                                .isPresent())))
                .build();
    }

    private static Problem staleForm() {
        return Problems.of(
                403,
                "form-stale",
                "The form is older than your session, or comes from another site. Nothing was recorded. Load the page"
                        + " again and send it anew.");
    }

    /** To who is signed out the size is not what is wrong, but where that need not be, it is. */
    private static void tooLarge(
            RouteTable routes, PageErrors errors, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean forAll = routes.find(request)
                .filter(route -> route.permission().grantedTo(Subject.anonymous()))
                .isPresent();
        if (forAll) {
            errors.show(
                    request,
                    response,
                    Problems.of(
                            413,
                            "body-too-large",
                            "The form is larger than " + FormGate.UNKNOWN_BYTES
                                    + " bytes, or does not say how large it is. Send less, and say how much."));
        } else {
            refuse(routes, errors, request, response);
        }
    }

    private static void refuse(
            RouteTable routes, PageErrors errors, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Route route = routes.find(request).orElse(null);
        if (route == null) {
            Set<String> methods = routes.methods(request);
            if (methods.isEmpty()) {
                errors.show(
                        request,
                        response,
                        Problems.of(
                                404,
                                "route-unknown",
                                "Nothing answers under this path. /api/v1/openapi lists what there is."));
                return;
            }
            String allowed = String.join(", ", methods);
            response.setHeader("Allow", allowed);
            errors.show(
                    request, response, Problems.of(405, "method-not-allowed", "This path takes " + allowed + " only."));
            return;
        }
        Subject subject = SubjectAuthentication.subjectOf(
                SecurityContextHolder.getContext().getAuthentication());
        String needed = route.permission().role().map(Role::code).orElse("none");
        if (!subject.isAnonymous()) {
            errors.show(
                    request,
                    response,
                    Problems.of(
                            403,
                            "role-required",
                            "This needs the role " + needed + ", and " + subject.id() + " does not hold it."));
        } else if (request.getMethod().equals("GET")) {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader(
                    "Location",
                    "/sign-in?to=" + URLEncoder.encode(request.getRequestURI() + query, StandardCharsets.UTF_8));
        } else {
            errors.show(
                    request,
                    response,
                    Problems.of(
                            401,
                            "signed-out",
                            "Nobody is signed in any more, so nothing was recorded. Sign in with a token that holds"
                                    + " the role " + needed + ", and send the form again."));
        }
    }
}
