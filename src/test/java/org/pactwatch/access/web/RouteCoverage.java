package org.pactwatch.access.web;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pactwatch.access.Route;
import org.pactwatch.access.Routes;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Compares the controllers of a server with the table of routes. */
public final class RouteCoverage {

    private RouteCoverage() {}

    /** What controllers map and the table does not know, as {@code POST /api/v1/…}: nobody can call it. */
    public static Set<String> missing(ApplicationContext server) {
        Set<String> missing = new TreeSet<>();
        server.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, controller) -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> mapping.getPatternValues().stream()
                                .filter(pattern -> !isKnown(method.name(), pattern))
                                .forEach(pattern -> missing.add(method.name() + " " + pattern))));
        return missing;
    }

    private static boolean isKnown(String method, String pattern) {
        // A path that the pattern takes: its variables filled in, with the first alternative where it lists some.
        String path = pattern.replaceAll("\\{\\w+:(\\w+)[^}]*}", "$1").replaceAll("\\{[^}]*}", "x");
        return Stream.concat(Routes.all().stream(), Routes.pages().stream())
                .anyMatch(route -> route.method().equals(method) && matches(route, path));
    }

    private static boolean matches(Route route, String path) {
        PathPattern pattern = PathPatternParser.defaultInstance.parse(route.path());
        return pattern.matches(PathContainer.parsePath(path));
    }
}
