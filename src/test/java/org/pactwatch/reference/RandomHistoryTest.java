package org.pactwatch.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.reference.RandomHistory.IncidentQuestion;
import org.pactwatch.reference.RandomHistory.Question;
import org.pactwatch.reference.RandomHistory.Step;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The random histories reach what they are meant to reach, and the model's answers to them hang together. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RandomHistoryTest {

    private static final int SEEDS = 60;

    private final Map<String, Integer> seen = new TreeMap<>();

    private void see(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    /** Plays a history into a model, with positions that leave gaps as on a server shared with others. */
    private static ReferenceModel play(RandomHistory history) {
        ReferenceModel model = new ReferenceModel();
        long position = 0;
        while (history.hasNext()) {
            Step step = history.next();
            assertThat(step.refusal()).isEqualTo(model.refusal(step.call(), step.body()));
            if (step.refusal() == 0 && model.saysSomethingNew(step.call(), step.body())) {
                position += 2;
                String id = "incident-" + position;
                model.accepted(step.call(), step.body(), position, Instant.EPOCH.plusSeconds(position), id);
                history.answered(step, position, id);
            }
        }
        return model;
    }

    @Test
    void every_corner_of_the_rules_is_reached_and_the_answers_hang_together() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            RandomHistory history = new RandomHistory(seed, "T");
            ReferenceModel model = play(history);
            for (Question question : history.questions(40)) {
                List<String> errors =
                        model.expectedErrors(question.agreement(), question.reading(), question.knownAt());
                errors.forEach(this::see);
                if (errors.isEmpty()) {
                    for (ObjectNode verdict : verdicts(model, question)) {
                        check(model, question, verdict);
                    }
                }
            }
            for (IncidentQuestion question : history.incidentQuestions(10)) {
                model.standings(question.incident(), question.at(), question.knownAt())
                        .forEach(standing -> see(Json.text(standing, "standing")));
            }
        }
        assertThat(seen.keySet())
                .as("reached: %s", seen)
                .contains("PROPOSED", "AGREED", "IN_EFFECT", "RELEASABLE", "EXPIRED", "RELEASED", "FULFILLED", "LAPSED")
                .contains("NOT_BINDING", "VIOLATION_FOUND", "CONTESTED", "UNRESOLVED", "NO_VIOLATION_ESTABLISHED")
                .contains("PENDING", "CLAIMED", "PARTIAL", "SHORTFALL")
                .contains("OUTSIDE_SCOPE", "BEFORE_BINDING", "OUTSIDE_TERM", "DISMISSED", "BOUNDARY", "SUBSTANTIATED")
                .contains("open-allegation", "boundary-allegation", "contested-allegation")
                .contains("not-known-then", "reading-not-yet-known", "?", "as-written")
                .contains("agree", "disagree", "contested release", "valid release now contested")
                .contains("ELAPSED", "CALENDAR", "DAYS_INCLUSIVE", "DAYS_EXCLUSIVE", "UNTIL")
                .contains("next RELEASED", "next RELEASABLE", "next EXPIRED", "next IN_EFFECT", "next FULFILLED");
    }

    private List<ObjectNode> verdicts(ReferenceModel model, Question question) {
        String reading = question.reading();
        if (reading != null) {
            return List.of(model.verdict(
                    question.agreement(), question.commitment(), reading, question.at(), question.knownAt()));
        }
        ObjectNode all = model.verdicts(question.agreement(), question.commitment(), question.at(), question.knownAt());
        see(all.path("readingsAgree").asBoolean() ? "agree" : "disagree");
        List<ObjectNode> verdicts = new ArrayList<>();
        all.path("verdicts").forEach(verdict -> verdicts.add((ObjectNode) verdict));
        return verdicts;
    }

    private void check(ReferenceModel model, Question question, ObjectNode verdict) {
        String force = Json.text(verdict, "force");
        String compliance = Json.text(verdict, "compliance");
        String reading = Json.text(verdict, "reading");
        see(force);
        see(compliance);
        see(Json.text(verdict.path("basis"), "rule"));
        see(Json.text(verdict.path("term"), "counting"));
        if (reading.equals(Lens.AS_WRITTEN)) {
            see(reading);
        }
        if (!verdict.path("contestedDeclarations").isEmpty()) {
            see("contested release");
            if (force.equals("RELEASED")
                    && verdict.path("contestedDeclarations").size() == 1) {
                see("valid release now contested");
            }
        }

        // The counts are a partition.
        JsonNode counts = verdict.path("incidents");
        if (counts.isObject()) {
            long sum = 0;
            for (String count : new TreeSet<>(counts.propertyNames())) {
                sum += count.equals("reported") ? 0 : counts.path(count).asLong(0);
            }
            assertThat(counts.path("reported").asLong()).isEqualTo(sum);
        }
        // What is released or never bound has no more to run, or doesn't bind.
        if (force.equals("RELEASED")) {
            assertThat(verdict.path("remainingSeconds").asLong()).isZero();
        }
        if (force.equals("PROPOSED") || force.equals("AGREED")) {
            assertThat(compliance).isEqualTo("NOT_BINDING");
        }
        // The next transition keeps its word, and holds until then.
        JsonNode next = verdict.path("nextTransition");
        if (next.isObject()) {
            see("next " + Json.text(next, "to"));
            Instant at = Json.instant(next, "at");
            assertThat(force(model, question, reading, at)).isEqualTo(Json.text(next, "to"));
            assertThat(force(model, question, reading, at.minusSeconds(1))).isEqualTo(force);
        } else {
            Instant late = question.at().plusSeconds(365 * 86_400L);
            assertThat(force(model, question, reading, late)).isEqualTo(force);
        }
    }

    private static String force(ReferenceModel model, Question question, String reading, Instant at) {
        ObjectNode verdict =
                model.verdict(question.agreement(), question.commitment(), reading, at, question.knownAt());
        return Json.text(verdict, "force");
    }
}
