package org.pactwatch.decision.web;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JacksonModule;

/** Puts bodies, errors and their explanations into the server; import it where there is no component scan. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, ProblemPages.class, ErrorDispatch.class})
public class ProblemEdge {

    /** Behind Spring Security, before everything of ours. */
    private static final int BEHIND_SECURITY = 0;

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(@Value("${pactwatch.http.max-body:256KB}") DataSize limit) {
        var registration = new FilterRegistrationBean<>(new BodyLimit(limit));
        registration.setOrder(BEHIND_SECURITY);
        return registration;
    }

    @Bean
    FilterRegistrationBean<ReadableQuery> readableQuery() {
        var registration = new FilterRegistrationBean<>(new ReadableQuery());
        registration.setOrder(BEHIND_SECURITY + 1);
        return registration;
    }

    @Bean
    ServerHttpMessageConvertersCustomizer strictBodies(ObjectProvider<JacksonModule> modules) {
        List<JacksonModule> values = modules.orderedStream().toList();
        return converters -> converters.withJsonConverter(new JsonBody(values)).withYamlConverter(new YamlBody(values));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsBelowTheServlets() {
        return new LastOfAll();
    }

    /** Valves run in the order in which they are added, and the innermost reports first: so it comes after Boot's. */
    private static final class LastOfAll implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

        @Override
        public void customize(TomcatServletWebServerFactory tomcat) {
            tomcat.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ProblemReportValve()));
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
