package org.pactwatch.pages.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** A shape for each word, so that colour is never alone. Paths in a box of 24 by 24, stroked and not filled. */
@Component
public class Icons {

    private final Map<String, String> paths = new TreeMap<>();

    Icons() {
        Properties properties = new Properties();
        try (InputStreamReader reader = new InputStreamReader(
                new ClassPathResource("icons/icons.properties").getInputStream(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar carries its icons", e);
        }
        properties.stringPropertyNames().forEach(name -> paths.put(name, properties.getProperty(name)));
    }

    /** @param name such as {@code force.IN_EFFECT} */
    public String path(String name) {
        String path = paths.get(name);
        if (path == null) {
            throw new IllegalArgumentException("There is no icon " + name + ".");
        }
        return path;
    }
}
