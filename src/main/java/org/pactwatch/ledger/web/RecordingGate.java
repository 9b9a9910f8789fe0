package org.pactwatch.ledger.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.jdbc.JdbcLedger;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses calls that record while nothing can be recorded, before anything is looked up for them: each look at a database
 * that is gone would keep the caller waiting.
 */
@Component
class RecordingGate implements HandlerInterceptor, WebMvcConfigurer {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final JdbcLedger ledger;

    RecordingGate(JdbcLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/agreements/**", "/api/v1/incidents/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!READING.contains(request.getMethod())) {
            ledger.trouble().ifPresent(reason -> {
                throw RecordingEdge.unavailable(new LedgerUnavailable(reason));
            });
        }
        return true;
    }
}
