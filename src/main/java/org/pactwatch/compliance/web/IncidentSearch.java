package org.pactwatch.compliance.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.IncidentFacts;
import org.pactwatch.compliance.Judging;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.jdbc.IncidentIndex;
import org.pactwatch.compliance.jdbc.IncidentIndex.Listed;
import org.pactwatch.decision.Rejection;
import org.pactwatch.decision.web.RejectedException;
import org.pactwatch.incident.CommitmentRef;
import org.pactwatch.incident.web.IncidentViews.StandingView;
import org.springframework.stereotype.Component;

/** Looks up incidents, each with how it stands: for the API, for pages and for exports alike. */
@Component
public class IncidentSearch {

    /** How many incidents one call looks at; a rarer kind of standing comes in more, and shorter, pages. */
    private static final int LOOKED_AT = 2_000;

    private static final int BATCH = 200;

    private final Archive archive;
    private final IncidentIndex index;
    private final IncidentQueries queries;
    private final Verdicts verdicts;

    IncidentSearch(Archive archive, IncidentIndex index, IncidentQueries queries, Verdicts verdicts) {
        this.archive = archive;
        this.index = index;
        this.queries = queries;
        this.verdicts = verdicts;
    }

    /**
     * Which incidents are asked for.
     *
     * @param from only what ended at or after this; {@code null}: from ever
     * @param to only what began before this; {@code null}: for ever
     * @param wanted which standings an incident must have
     */
    public record Query(
            Moment moment, @Nullable Instant from, @Nullable Instant to, Predicate<List<StandingView>> wanted) {}

    /** An incident with how it stands wherever it bears. */
    public record Found(IncidentFacts incident, List<StandingView> standings) {}

    /**
     * Some of those asked for.
     *
     * @param next the position after which the rest follows; {@code null} if this is the last of them
     */
    public record Slice(List<Found> items, @Nullable Long next) {}

    /**
     * Reads {@code commitment}, {@code reading} and {@code standing}.
     *
     * @throws RejectedException if one of them speaks of what there is not
     * @throws org.pactwatch.decision.web.ProblemException if one is malformed
     */
    public Query query(Ask ask, Moment moment, @Nullable Instant from, @Nullable Instant to) {
        return new Query(moment, from, to, wanted(ask, moment));
    }

    /** Up to {@code limit} that follow the position {@code after}, by the position of the first report. */
    public Slice after(Query query, long after, int limit) {
        List<Judging> judging =
                queries.judging(query.moment().at(), query.moment().knownAt());
        List<Found> items = new ArrayList<>();
        long last = after;
        boolean more = true;
        for (int looked = 0; more && items.size() < limit && looked < LOOKED_AT; ) {
            List<Listed> batch = index.after(last, query.moment().knownAt(), query.from(), query.to(), BATCH);
            more = batch.size() == BATCH;
            looked += batch.size();
            for (Listed listed : batch) {
                if (items.size() == limit) {
                    more = true;
                    break;
                }
                last = listed.position();
                Found found = found(listed, query.moment(), judging);
                if (query.wanted().test(found.standings())) {
                    items.add(found);
                }
            }
        }
        return new Slice(items, more ? last : null);
    }

    private Found found(Listed listed, Moment moment, List<Judging> judging) {
        IncidentFacts incident = archive.incident(listed.id(), moment.knownAt()).orElseThrow();
        return new Found(incident, IncidentQueries.standings(incident, judging));
    }

    /** How many there are in all, whatever their standings. */
    long count(Query query) {
        return index.count(query.moment().knownAt(), query.from(), query.to());
    }

    /** @throws RejectedException if there is no such incident, or it wasn't known then */
    public Found one(String id, Moment moment) {
        IncidentFacts incident = archive.incident(id, moment.knownAt())
                .orElseThrow(() -> new RejectedException(
                        archive.incident(id, moment.position()).isPresent()
                                ? Rejection.unknown(
                                        "not-known-then",
                                        "Incident " + id + " was reported after position " + moment.knownAt()
                                                + ". Ask for a later knownAt.")
                                : Rejection.unknown(
                                        "unknown-incident",
                                        "No incident " + id
                                                + " is recorded. GET /api/v1/incidents lists those that are.")));
        return new Found(incident, queries.standings(incident, moment.at(), moment.knownAt()));
    }

    /** Which standings an incident must have, one of them at least, to be listed. */
    private Predicate<List<StandingView>> wanted(Ask ask, Moment moment) {
        CommitmentRef commitment = commitment(ask, moment);
        String reading = ask.text("reading");
        Standing standing = standing(ask);
        if (commitment == null) {
            verdicts.checkAnywhere(reading, moment);
        }
        if (commitment == null && reading == null && standing == null) {
            return standings -> true;
        }
        return standings -> standings.stream()
                .anyMatch(each -> (commitment == null
                                || (each.agreement().equals(commitment.agreement())
                                        && each.commitment().equals(commitment.commitment())))
                        && (reading == null || each.reading().equals(reading))
                        && (standing == null || each.standing().equals(standing.name())));
    }

    private @Nullable CommitmentRef commitment(Ask ask, Moment moment) {
        String value = ask.text("commitment");
        if (value == null) {
            return null;
        }
        try {
            CommitmentRef ref = CommitmentRef.parse(value);
            AgreementFacts facts = verdicts.agreement(ref.agreement(), moment);
            Verdicts.commitment(facts, ref.commitment());
            verdicts.readings(facts, ask.text("reading"));
            return ref;
        } catch (IllegalArgumentException e) {
            throw Ask.bad(
                    "commitment-malformed",
                    "commitment",
                    value,
                    "This names no commitment.",
                    "Write agreement/commitment, such as energy-moratorium-2025/rus-abstains.");
        }
    }

    private static @Nullable Standing standing(Ask ask) {
        String value = ask.text("standing");
        if (value == null) {
            return null;
        }
        return Arrays.stream(Standing.values())
                .filter(standing -> standing.name().equals(value))
                .findFirst()
                .orElseThrow(() -> Ask.bad(
                        "standing-unknown",
                        "standing",
                        value,
                        "There is no such standing.",
                        "Use one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Standing.values())
                                                .map(Enum::name)
                                                .toList())
                                + "."));
    }
}
