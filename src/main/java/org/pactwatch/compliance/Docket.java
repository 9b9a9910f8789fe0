package org.pactwatch.compliance;

import java.util.HashMap;
import java.util.Map;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Lens;
import org.pactwatch.agreement.Reading;

/** One agreement through one reading, as known at one position: everything that a question about it needs. */
final class Docket {

    private final AgreementFacts facts;
    private final Reading reading;
    private final long knownAt;
    private final Bearings bearings;
    private final Map<String, Course> courses = new HashMap<>();
    /** Shared by all that descend from one question: releases rest on releases, by more ways than there are of them. */
    private final Map<Long, Docket> earlier;

    Docket(AgreementFacts facts, Reading reading, long knownAt, Bearings bearings) {
        this(facts, reading, knownAt, bearings, new HashMap<>());
    }

    private Docket(AgreementFacts facts, Reading reading, long knownAt, Bearings bearings, Map<Long, Docket> earlier) {
        this.earlier = earlier;
        this.facts = facts.knownAt(knownAt);
        this.reading = reading;
        this.knownAt = knownAt;
        this.bearings = bearings;
    }

    AgreementFacts facts() {
        return facts;
    }

    long knownAt() {
        return knownAt;
    }

    Bearings bearings() {
        return bearings;
    }

    /** The course of a commitment, of which the agreement has one under that key. */
    Course course(String key) {
        return courses.computeIfAbsent(key, k -> {
            Commitment commitment = facts.agreement().commitment(k).orElseThrow();
            return new Course(this, Lens.of(commitment, reading));
        });
    }

    /** The same as it was known earlier. The reading stays: it is a lens, not one of the facts. */
    Docket asKnownAt(long position) {
        return earlier.computeIfAbsent(position, p -> new Docket(facts, reading, p, bearings, earlier));
    }
}
