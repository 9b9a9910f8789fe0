package org.pactwatch.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * Reads {@code postgresql.yaml} where the address of the database names PostgreSQL: whatever else is set stands before
 * it. Registered in {@code META-INF/spring.factories}.
 */
class PostgresDefaults implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:")) {
            return;
        }
        try {
            new YamlPropertySourceLoader()
                    .load("postgresql.yaml", new ClassPathResource("postgresql.yaml"))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException("postgresql.yaml is not in the jar.", e);
        }
    }
}
