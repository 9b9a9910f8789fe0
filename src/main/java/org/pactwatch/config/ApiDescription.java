package org.pactwatch.config;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pactwatch.agreement.When;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.incident.CommitmentRef;
import org.pactwatch.time.Length;
import org.pactwatch.time.Moment;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description of the API can't read off the controllers. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    /** The parameters that calls read by themselves, so that they can refuse others. */
    private static final Map<String, String> READ_BY_HAND = Map.of(
            "/api/v1/compliance", "at knownAt reading minPosition",
            "/api/v1/compliance/{agreement}/{commitment}", "at knownAt reading minPosition",
            "/api/v1/agreements", "after limit count knownAt minPosition",
            "/api/v1/agreements/{id}", "knownAt minPosition",
            "/api/v1/agreements/{id}/readings/compare", "at knownAt minPosition",
            "/api/v1/incidents", "commitment reading standing from to at knownAt minPosition after limit count",
            "/api/v1/incidents/{id}", "at knownAt minPosition");

    private static final Map<String, String> MEANING = new LinkedHashMap<>();

    static {
        MEANING.put("at", "Which moment is asked about; absent: now, cut to the whole minute");
        MEANING.put("knownAt", "As known when: an instant, or a position of the ledger; absent: now");
        MEANING.put("reading", "Under which reading; absent: each");
        MEANING.put("minPosition", "Wait, up to 2 s, until the answer stands at this position; else 503");
        MEANING.put("commitment", "agreement/commitment");
        MEANING.put("standing", "How an incident stands, such as ALLEGED");
        MEANING.put("from", "Only what ended at or after this instant");
        MEANING.put("to", "Only what began before this instant");
        MEANING.put("after", "The next of the page before");
        MEANING.put("limit", "At most so many, 1 to 1000; absent: 100");
        MEANING.put("count", "true: count them all");

        SpringDocUtils.getConfig()
                .replaceWithSchema(Length.class, text("P30D"))
                .replaceWithSchema(Moment.class, text("2025-04-17T00:00"))
                .replaceWithSchema(ZoneId.class, text("Europe/Kyiv"))
                .replaceWithSchema(CommitmentRef.class, text("energy-moratorium-2025/rus-abstains"))
                .replaceWithSchema(When.class, text("2025-03-18T16:30:00Z"))
                // Answers that are written by hand, not numbers of bytes.
                .replaceWithSchema(byte[].class, new ObjectSchema());
    }

    private static Schema<?> text(String example) {
        return new StringSchema().example(example);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Pactwatch")
                        .version("v1")
                        .description("How agreements between adversaries stand: under each reading, at any moment, as"
                                + " known then. Rules, version " + Verdict.RULES + "."));
    }

    /** It is written piece by piece, behind the controller's back. */
    @Bean
    OpenApiCustomizer streamWrittenByHand() {
        return api -> get(api, "/api/v1/stream")
                .description("Server-sent events without an end. Each event of the record: id is its position, event"
                        + " its type, data the CloudEvent as in /api/v1/history. Besides, without an id, event"
                        + " \"transition\": a force has changed because a moment came; data is an object of agreement,"
                        + " commitment, reading, at, from and to.")
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200",
                                new ApiResponse()
                                        .description("OK")
                                        .content(new Content()
                                                .addMediaType(
                                                        "text/event-stream",
                                                        new MediaType().schema(new StringSchema())))));
    }

    private static Operation get(OpenAPI api, String path) {
        PathItem item = api.getPaths().get(path);
        if (item == null) {
            throw new IllegalStateException("no call under " + path + " any more");
        }
        return item.getGet();
    }

    @Bean
    OpenApiCustomizer parametersReadByHand() {
        return api -> READ_BY_HAND.forEach((path, names) -> {
            Operation get = get(api, path);
            for (String name : names.split(" ")) {
                get.addParametersItem(new QueryParameter()
                        .name(name)
                        .description(MEANING.get(name))
                        .schema(new StringSchema()));
            }
        });
    }
}
