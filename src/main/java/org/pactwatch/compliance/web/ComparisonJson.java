package org.pactwatch.compliance.web;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.ReleaseMode;
import org.pactwatch.compliance.Comparison;
import org.pactwatch.compliance.Difference;
import org.pactwatch.compliance.Edge;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.compliance.Why;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a comparison of readings as the API gives it. */
final class ComparisonJson {

    private ComparisonJson() {}

    static ObjectNode write(Agreement agreement, Comparison comparison, Moment moment, boolean reconstructed) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("agreement", agreement.id())
                .put("title", agreement.title())
                .put("at", moment.at().toString())
                .put("knownAt", moment.knownInstant().toString())
                .put("position", moment.past() ? moment.knownAt() : moment.position())
                .put("rules", Verdict.RULES)
                .put("reconstructed", reconstructed)
                .put("readingsAgree", comparison.readingsAgree());
        each(json, "commitments", comparison.commitments(), ComparisonJson::commitment);
        return json;
    }

    private static <T> void each(ObjectNode json, String name, List<T> items, BiConsumer<ObjectNode, T> write) {
        ArrayNode list = json.putArray(name);
        items.forEach(item -> write.accept(list.addObject(), item));
    }

    private static void texts(ObjectNode json, String name, List<String> texts) {
        ArrayNode list = json.putArray(name);
        texts.forEach(list::add);
    }

    private static void commitment(ObjectNode json, Comparison.OfCommitment compared) {
        Commitment commitment = compared.commitment();
        json.put("commitment", commitment.key())
                .put("kind", VerdictJson.kind(commitment))
                .put("obligor", commitment.obligor())
                .put("beneficiary", commitment.beneficiary())
                .put("readingsAgree", compared.readingsAgree());
        each(json, "readings", compared.verdicts(), ComparisonJson::reading);
        each(json, "differences", compared.differences(), ComparisonJson::difference);
        each(json, "indecisive", compared.indecisive(), ComparisonJson::incident);
        json.put("capped", compared.capped());
    }

    private static void reading(ObjectNode json, Verdict verdict) {
        json.put("reading", verdict.reading().id())
                .put("holder", verdict.reading().holder())
                .put("force", verdict.force().name())
                .put("compliance", verdict.compliance().name());
        json.set("term", VerdictJson.term(verdict.term()));
        json.put("boundFrom", text(verdict.boundFrom()));
    }

    private static void difference(ObjectNode json, Difference difference) {
        switch (difference) {
            case Difference.Hour hour -> {
                json.put("kind", "HOUR").put("edge", hour.edge().name());
                each(json, "instants", hour.instants(), (one, passed) -> {
                    one.put("reading", passed.reading())
                            .put("at", text(passed.at()))
                            .put("passed", passed.passed());
                    if (hour.edge() == Edge.BOUND_FROM) {
                        one.put("setBy", text(passed.set()));
                    }
                });
            }
            case Difference.Incident incident -> incident(json.put("kind", "INCIDENT"), incident);
            case Difference.Consent consent -> {
                json.put("kind", "CONSENT");
                each(
                        json,
                        "consents",
                        consent.readings(),
                        (one, given) -> one.put("reading", given.reading())
                                .put("given", given.given())
                                .put("silenceBindsFrom", text(given.boundFrom())));
            }
            case Difference.Release release -> {
                json.put("kind", "RELEASE");
                each(json, "releases", release.readings(), ComparisonJson::releasing);
            }
            case Difference.Right right -> {
                json.put("kind", "RIGHT");
                each(json, "rights", right.readings(), ComparisonJson::entitled);
                each(
                        json,
                        "incidents",
                        right.incidents(),
                        (one, towards) -> incident(one.put("commitment", towards.commitment()), towards.incident()));
            }
        }
    }

    private static void incident(ObjectNode json, Difference.Incident incident) {
        json.put("incident", incident.incident()).put("position", incident.position());
        json.putObject("occurred")
                .put("from", incident.occurred().from().toString())
                .put("to", incident.occurred().to().toString())
                .put("precision", incident.occurred().precision().name());
        each(json, "standings", incident.standings(), (one, stood) -> {
            one.put("reading", stood.reading()).put("standing", text(stood.standing()));
            why(one.putObject("why"), stood.why());
        });
    }

    private static void why(ObjectNode json, Why why) {
        switch (why) {
            case Why.ByScope scope ->
                json.put("because", "SCOPE").put("part", scope.part().name()).put("value", scope.value());
            case Why.ByHour hour -> {
                json.put("because", "HOUR");
                each(
                        json,
                        "edges",
                        hour.edges(),
                        (one, side) -> one.put("edge", side.edge().name()).put("at", text(side.at())));
            }
            case Why.ByFinding finding -> {
                json.put("because", "FINDING");
                each(
                        json,
                        "findings",
                        finding.findings(),
                        (one, found) -> one.put("authority", found.authority())
                                .put("effect", found.effect().name())
                                .put("position", found.position()));
            }
            case Why.ByClaim claim -> {
                json.put("because", claim.denial() ? "DENIAL" : "ACCUSATION").put("position", claim.position());
                texts(json, "disregarded", claim.disregarded());
            }
            case Why.NotHeld none -> texts(json.put("because", "NOT_HELD"), "disregarded", none.disregarded());
        }
    }

    private static void releasing(ObjectNode json, Difference.Releasing releasing) {
        mode(json, releasing.reading(), releasing.release())
                .put("releasedAt", text(releasing.releasedAt()))
                .put("hadBound", releasing.hadBound());
        each(
                json,
                "declarations",
                releasing.declared(),
                (one, declared) -> one.put("id", declared.id())
                        .put("position", declared.position())
                        .put("at", declared.at().toString())
                        .put("effect", declared.effect().name()));
    }

    private static void entitled(ObjectNode json, Difference.Entitled entitled) {
        mode(json, entitled.reading(), entitled.release()).put("right", entitled.right());
        texts(json, "reciprocalOn", entitled.reciprocalOn());
        Difference.Ground ground = entitled.ground();
        if (ground == null) {
            json.putNull("ground");
        } else {
            json.putObject("ground")
                    .put("commitment", ground.commitment())
                    .put("incident", ground.incident())
                    .put("releasedAt", text(ground.releasedAt()));
        }
    }

    private static ObjectNode mode(ObjectNode json, String reading, ReleaseMode mode) {
        return json.put("reading", reading).put("release", mode.name());
    }

    private static @Nullable String text(@Nullable Object value) {
        return VerdictJson.text(value);
    }
}
