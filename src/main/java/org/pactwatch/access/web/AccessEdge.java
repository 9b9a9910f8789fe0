package org.pactwatch.access.web;

import jakarta.servlet.DispatcherType;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pactwatch.access.Routes;
import org.pactwatch.access.Subject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes Spring Security ask the table of routes; import it where there is no component scan. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
public class AccessEdge implements WebMvcConfigurer {

    private static final Logger log = LoggerFactory.getLogger(AccessEdge.class);

    static {
        // The subject comes from the token; the description of the API is not to list it as a parameter.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Subject.class);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new SubjectArgument());
    }

    /** The filter chain needs the tokens before the server is built, and so before a port opens. */
    @Bean
    Tokens tokens(AccessSettings settings, Environment environment) {
        Map<String, Subject> subjects = new HashMap<>();
        if (settings.demoTokens()) {
            BindGuard.check(environment);
            subjects.putAll(DemoTokens.load(settings.demoTokenFile()));
        }
        if (settings.tokens() != null || Files.exists(settings.tokenFile())) {
            subjects.putAll(TokenFile.load(settings.tokenFile()));
        }
        if (subjects.isEmpty()) {
            log.warn("Nobody can write: pactwatch.demo-tokens is false and {} lists no token", settings.tokenFile());
        }
        return new Tokens(subjects);
    }

    @Bean
    RouteTable routeTable() {
        return new RouteTable(Routes.all());
    }

    @Bean
    Refusals refusals(RouteTable routes) {
        return new Refusals(routes);
    }

    /** There are no passwords; without this bean Spring Boot would make a user with one. */
    @Bean
    AuthenticationManager noPasswords() {
        return authentication -> {
            throw new ProviderNotFoundException("Only bearer tokens are known here");
        };
    }

    @Bean
    @Order(1)
    SecurityFilterChain accessByRoute(
            HttpSecurity http, AccessSettings settings, Tokens tokens, RouteTable routes, Refusals refusals) {
        CorsFilter reads = PublicReads.filter(settings.cors().allowedOrigins());
        return http.securityMatcher("/api/**", "/actuator/**")
                // No cookie identifies anybody, so that no other site's page can borrow an identity.
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(
                                csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .addFilter(reads)
                .addFilterBefore(new BearerTokens(tokens), AuthorizationFilter.class)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests
                        // The request itself was let in, or refused, before it came to these.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .access((authentication, context) -> new AuthorizationDecision(routes.find(context.getRequest())
                                .filter(route -> route.permission()
                                        .grantedTo(SubjectAuthentication.subjectOf(authentication.get())))
                                .isPresent())))
                .build();
    }
}
