package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The description of the API is complete, and about the API. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenApiTest {

    private final RunningServer server = RunningServer.real();
    private final JsonNode api = server.get("/openapi").json();

    @Test
    void it_lists_every_call_there_is() {
        Set<String> described = new TreeSet<>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        Set<String> mapped = new TreeSet<>();
        server.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> mapping.getPatternValues()
                                .forEach(pattern -> mapped.add(method.name() + " " + pattern))));
        mapped.removeIf(call -> !call.contains(" /api/v1/") || call.contains("/openapi"));
        assertThat(mapped).contains("GET /api/v1/compliance/{agreement}/{commitment}", "POST /api/v1/incidents");
        assertThat(described).isEqualTo(mapped);
    }

    @Test
    void it_names_its_product_and_no_class_of_the_workshop() {
        assertThat(api.path("openapi").asString()).startsWith("3.");
        assertThat(api.at("/info/title").asString()).isEqualTo("Pactwatch");
        assertThat(api.path("components").path("schemas").propertyNames())
                .isNotEmpty()
                .doesNotContain(
                        "JsonNode", "ObjectNode", "ResponseEntity", "HttpServletRequest", "Subject", "SseEmitter");
        assertThat(server.get("/openapi").body())
                .doesNotContain("org.pactwatch", "tools.jackson", "org.springframework");
    }

    @Test
    void values_that_are_one_text_on_the_wire_are_one_text_in_the_description() {
        for (String name : Set.of("Length", "Moment", "CommitmentRef", "ZoneId", "Duration")) {
            assertThat(api.path("components").path("schemas").has(name))
                    .as(name)
                    .isFalse();
        }
    }

    @Test
    void answers_are_json_and_no_bytes_in_base_64() {
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(call -> {
                    JsonNode ok = call.getValue().at("/responses/200/content");
                    assertThat(ok.toString())
                            .as(call.getKey() + " " + path.getKey())
                            .doesNotContain("\"byte\"");
                }));
    }

    @Test
    void it_lists_the_parameters_that_each_read_takes() {
        api.path("paths").properties().forEach(path -> {
            if (!path.getValue().has("get")
                    || path.getKey().contains("/problems")
                    || path.getKey().endsWith("/stream")) {
                return;
            }
            List<String> described = path.getValue()
                    .at("/get/parameters")
                    .valueStream()
                    .filter(parameter -> parameter.path("in").asString().equals("query"))
                    .map(parameter -> parameter.path("name").asString())
                    .sorted()
                    .toList();
            // Asked for what it does not take, a call says what it does.
            String fix = server.http()
                    .get(path.getKey().replaceAll("\\{[^}]*}", "1") + "?nothing=1")
                    .fault()
                    .path("fix")
                    .asString();
            assertThat(fix)
                    .as(path.getKey())
                    .isEqualTo(
                            described.isEmpty() ? "It takes none." : "It takes " + String.join(", ", described) + ".");
        });
    }
}
