package org.pactwatch.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.web.ProblemWriter;
import org.pactwatch.decision.web.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Pages of any site may read what is public. They can't send a token, and they can't write. */
final class PublicReads {

    private PublicReads() {}

    static CorsFilter filter(List<String> allowedOrigins) {
        CorsConfiguration reads = new CorsConfiguration();
        reads.setAllowedOrigins(allowedOrigins);
        reads.setAllowedMethods(List.of("GET", "HEAD", "OPTIONS"));
        reads.setAllowedHeaders(List.of("Accept", "Cache-Control", "If-None-Match", "Last-Event-ID"));
        reads.setExposedHeaders(List.of("ETag", "Link"));
        reads.setAllowCredentials(false);
        reads.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", reads);
        CorsFilter filter = new CorsFilter(everywhere);
        filter.setCorsProcessor(new Processor());
        return filter;
    }

    /** Spring's, but with a problem where it refuses. */
    private static final class Processor extends DefaultCorsProcessor {

        @Override
        public boolean processRequest(
                @Nullable CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            if (super.processRequest(configuration, request, response)) {
                return true;
            }
            ProblemWriter.write(
                    request,
                    response,
                    Problems.of(
                            403,
                            "origin-refused",
                            "Pages of other sites may read, with GET and without a token, where"
                                    + " pactwatch.cors.allowed-origins lists them. This request goes beyond that."));
            return false;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            response.setStatusCode(HttpStatus.FORBIDDEN);
        }
    }
}
