package org.pactwatch.reference;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.Tally;
import org.pactwatch.compliance.Verdict;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A verdict as the model writes its own, so that the two can be compared. Not the writer of the API, which is another. */
record VerdictFields(Agreement agreement, Verdict verdict) {

    ObjectNode write() {
        Commitment commitment = verdict.commitment();
        ObjectNode json = Json.object()
                .put("agreement", agreement.id())
                .put("commitment", commitment.key())
                .put("kind", commitment instanceof Commitment.Delivery ? "DELIVERY" : "PROHIBITION")
                .put("obligor", commitment.obligor())
                .put("beneficiary", commitment.beneficiary())
                .put("reading", verdict.reading().id())
                .put("at", verdict.at().toString())
                .put("rules", Verdict.RULES)
                .put("force", verdict.force().name())
                .put("compliance", verdict.compliance().name())
                .put("boundFrom", text(verdict.boundFrom()));
        json.set("foundBy", Json.arrayOf(verdict.foundBy()));
        json.set(
                "term",
                Json.object()
                        .put("start", verdict.term().start().toString())
                        .put("end", verdict.term().endExclusive().toString())
                        .put("length", text(verdict.term().length()))
                        .put("counting", verdict.term().counting().name())
                        .put("zone", verdict.term().zone().getId()));
        putCountdown(json);
        putTally(json, verdict.tally());
        putProgress(json, verdict.progress());
        putBasis(json);
        ArrayNode contested = json.putArray("contestedDeclarations");
        verdict.contestedDeclarations()
                .forEach(each -> contested.add(Json.object()
                        .put("type", each.type())
                        .put("id", each.id())
                        .put("position", each.position())));
        Verdict.Transition next = verdict.nextTransition();
        if (next != null) {
            json.putObject("nextTransition")
                    .put("at", next.at().toString())
                    .put("to", next.to().name());
        }
        return json;
    }

    private void putCountdown(ObjectNode json) {
        Duration remaining = verdict.countdown().remaining();
        json.put("elapsed", verdict.countdown().elapsed().toString())
                .put("remaining", remaining.toString())
                .put("remainingSeconds", remaining.toSeconds())
                .put("remainingDays", remaining.toDays())
                .put("startsIn", text(verdict.countdown().startsIn()))
                .put("endedAgo", text(verdict.countdown().endedAgo()));
        if (verdict.countdown().day() != null) {
            json.putObject("day")
                    .put("n", verdict.countdown().day().n())
                    .put("of", verdict.countdown().day().of());
        }
    }

    private static void putTally(ObjectNode json, @Nullable Tally tally) {
        if (tally == null) {
            return;
        }
        json.put("lastReportedAt", text(tally.lastReportedAt()));
        json.putObject("incidents")
                .put("reported", tally.reported())
                .put("alleged", tally.count(Standing.ALLEGED))
                .put("contested", tally.count(Standing.CONTESTED))
                .put("unresolved", tally.count(Standing.UNRESOLVED))
                .put("substantiated", tally.count(Standing.SUBSTANTIATED))
                .put("dismissed", tally.count(Standing.DISMISSED))
                .put("boundary", tally.count(Standing.BOUNDARY))
                .put("beforeBinding", tally.count(Standing.BEFORE_BINDING))
                .put("outsideTerm", tally.count(Standing.OUTSIDE_TERM))
                .put("outsideScope", tally.count(Standing.OUTSIDE_SCOPE))
                .put("capped", tally.capped());
    }

    private static void putProgress(ObjectNode json, Verdict.@Nullable Progress progress) {
        if (progress != null) {
            json.put("promised", progress.promised())
                    .put("unit", progress.unit())
                    .put("confirmed", progress.confirmed())
                    .put("claimed", progress.claimed())
                    .put("progress", progress.percent());
        }
    }

    private void putBasis(ObjectNode json) {
        ObjectNode basis = json.putObject("basis")
                .put("rule", verdict.basis().rule())
                .put("total", verdict.basis().total());
        ArrayNode items = basis.putArray("items");
        verdict.basis()
                .items()
                .forEach(item ->
                        items.add(Json.object().put("incident", item.incident()).put("position", item.position())));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
