package org.pactwatch.compliance.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.compliance.Basis;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.Tally;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.time.Countdown;
import org.pactwatch.time.Term;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a verdict as the API gives it. */
final class VerdictJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Agreement agreement;
    private final Moment moment;
    private final boolean reconstructed;

    VerdictJson(Agreement agreement, Moment moment, boolean reconstructed) {
        this.agreement = agreement;
        this.moment = moment;
        this.reconstructed = reconstructed;
    }

    ObjectNode write(Verdict verdict) {
        Commitment commitment = verdict.commitment();
        ObjectNode json = NODES.objectNode()
                .put("agreement", agreement.id())
                .put("commitment", commitment.key())
                .put("kind", kind(commitment))
                .put("obligor", commitment.obligor())
                .put("beneficiary", commitment.beneficiary())
                .put("title", agreement.title())
                .put("statement", commitment.statement())
                .put("reading", verdict.reading().id())
                .put("at", verdict.at().toString())
                .put("knownAt", moment.knownInstant().toString())
                .put("position", moment.past() ? moment.knownAt() : moment.position())
                .put("rules", Verdict.RULES)
                .put("reconstructed", reconstructed)
                .put("force", verdict.force().name())
                .put("compliance", verdict.compliance().name());
        ArrayNode foundBy = json.putArray("foundBy");
        verdict.foundBy().forEach(foundBy::add);
        json.set("term", term(verdict.term()));
        json.put("boundFrom", text(verdict.boundFrom()));
        countdown(json, verdict.countdown());
        json.put("arithmetic", verdict.term().arithmetic());
        if (verdict.tally() != null) {
            json.set("incidents", counts(verdict.tally()));
            json.put("lastReportedAt", text(verdict.tally().lastReportedAt()));
        }
        if (verdict.progress() != null) {
            progress(json, verdict.progress());
        }
        json.set("basis", basis(verdict.basis()));
        ArrayNode contested = json.putArray("contestedDeclarations");
        verdict.contestedDeclarations()
                .forEach(each -> contested
                        .addObject()
                        .put("type", each.type())
                        .put("id", each.id())
                        .put("position", each.position()));
        Verdict.Transition next = verdict.nextTransition();
        if (next == null) {
            json.putNull("nextTransition");
        } else {
            json.putObject("nextTransition")
                    .put("at", next.at().toString())
                    .put("to", next.to().name());
        }
        return json;
    }

    static String kind(Commitment commitment) {
        return switch (commitment) {
            case Commitment.Prohibition p -> "PROHIBITION";
            case Commitment.Delivery d -> "DELIVERY";
        };
    }

    static ObjectNode term(Term term) {
        return NODES.objectNode()
                .put("start", term.start().toString())
                .put("end", term.endExclusive().toString())
                .put("length", text(term.length()))
                .put("counting", term.counting().name())
                .put("zone", term.zone().getId());
    }

    private static void countdown(ObjectNode json, Countdown countdown) {
        json.put("elapsed", countdown.elapsed().toString())
                .put("remaining", countdown.remaining().toString())
                .put("remainingSeconds", countdown.remaining().toSeconds())
                .put("remainingDays", countdown.remaining().toDays());
        optional(json, "startsIn", countdown.startsIn());
        optional(json, "endedAgo", countdown.endedAgo());
        Countdown.Day day = countdown.day();
        if (day == null) {
            json.putNull("day");
        } else {
            json.putObject("day").put("n", day.n()).put("of", day.of());
        }
    }

    private static void optional(ObjectNode json, String name, @Nullable Duration value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    private static ObjectNode counts(Tally tally) {
        ObjectNode counts = NODES.objectNode().put("reported", tally.reported());
        count(counts, "alleged", tally, Standing.ALLEGED);
        count(counts, "contested", tally, Standing.CONTESTED);
        count(counts, "unresolved", tally, Standing.UNRESOLVED);
        count(counts, "substantiated", tally, Standing.SUBSTANTIATED);
        count(counts, "dismissed", tally, Standing.DISMISSED);
        count(counts, "boundary", tally, Standing.BOUNDARY);
        count(counts, "beforeBinding", tally, Standing.BEFORE_BINDING);
        count(counts, "outsideTerm", tally, Standing.OUTSIDE_TERM);
        count(counts, "outsideScope", tally, Standing.OUTSIDE_SCOPE);
        return counts.put("capped", tally.capped());
    }

    private static void count(ObjectNode counts, String name, Tally tally, Standing standing) {
        counts.put(name, tally.count(standing));
    }

    private static void progress(ObjectNode json, Verdict.Progress progress) {
        json.put("promised", progress.promised())
                .put("unit", progress.unit())
                .put("confirmed", progress.confirmed())
                .put("claimed", progress.claimed())
                .put("progress", progress.percent());
    }

    private static ObjectNode basis(Basis basis) {
        ObjectNode json = NODES.objectNode().put("rule", basis.rule()).put("total", basis.total());
        ArrayNode items = json.putArray("items");
        basis.items()
                .forEach(item ->
                        items.addObject().put("incident", item.incident()).put("position", item.position()));
        return json;
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
