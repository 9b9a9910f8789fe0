package org.pactwatch.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pactwatch.access.Route;
import org.pactwatch.access.Routes;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** A table of {@link Routes}, matched against requests. */
final class RouteTable {

    private record Row(PathPatternRequestMatcher path, Route route) {}

    private final List<Row> rows;

    RouteTable(List<Route> routes) {
        this.rows = routes.stream()
                .map(route -> new Row(PathPatternRequestMatcher.pathPattern(route.path()), route))
                .toList();
    }

    /** The route that the request takes; empty if the table has none. */
    Optional<Route> find(HttpServletRequest request) {
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return rows.stream()
                .filter(row -> row.route().method().equals(method) && row.path().matches(request))
                .map(Row::route)
                .findFirst();
    }

    /** The methods with which the request's path may be called; empty if there is no such path. */
    Set<String> methods(HttpServletRequest request) {
        Set<String> methods = new TreeSet<>();
        rows.stream()
                .filter(row -> row.path().matches(request))
                .forEach(row -> methods.add(row.route().method()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }
}
