package org.pactwatch.server;

import java.util.concurrent.atomic.AtomicInteger;

/** Agreements and reports for tests: two parties of its own each, so that no test meets another's. */
final class Pacts {

    private static final AtomicInteger NEXT = new AtomicInteger();

    /** When the strikes of {@link #strike} happen, inside the term. */
    static final String INSIDE = "2025-03-25T10:00:00Z";

    final String id;
    final String one;
    final String other;

    private Pacts(int number) {
        id = "pact-" + number;
        one = "P" + number + "A";
        other = "P" + number + "B";
    }

    /** One that nobody has registered yet. */
    static Pacts fresh() {
        return new Pacts(NEXT.incrementAndGet());
    }

    /** One that is recorded. */
    static Pacts registered(RunningServer server) {
        Pacts pact = fresh();
        long position = server.accepted("registrar", "/agreements", pact.agreement())
                .path("position")
                .asLong();
        // Wait until answers know of it.
        server.get("/compliance?minPosition=" + position);
        return pact;
    }

    String agreement() {
        return agreement(term("P30D", "2025-03-18T00:00", "Europe/Moscow"));
    }

    static String term(String length, String start, String zone) {
        return "{\"length\":\"%s\",\"start\":\"%s\",\"zone\":\"%s\",\"counting\":\"ELAPSED\"}"
                .formatted(length, start, zone);
    }

    /** Two prohibitions and a delivery of 10, all of the same term. */
    String agreement(String term) {
        return """
                {"id":"%1$s","title":"A pact","parties":[
                  {"id":"%2$s","name":"One","roles":["OBLIGOR","BENEFICIARY"]},
                  {"id":"%3$s","name":"Other","roles":["OBLIGOR","BENEFICIARY"]}],
                 "commitments":[
                  {"key":"one-abstains","kind":"PROHIBITION","obligor":"%2$s","beneficiary":"%3$s","statement":"No strikes",
                   "scope":{"acts":["STRIKE"],"targets":["ENERGY"]},"term":%4$s},
                  {"key":"other-abstains","kind":"PROHIBITION","obligor":"%3$s","beneficiary":"%2$s","statement":"No strikes",
                   "scope":{"acts":["STRIKE"],"targets":["ENERGY"]},"term":%4$s},
                  {"key":"one-delivers","kind":"DELIVERY","obligor":"%2$s","beneficiary":"%3$s","statement":"Ten",
                   "quantity":10,"unit":"prisoners","term":%4$s}],
                 "consents":[{"party":"%2$s","consent":"ACCEPTED","at":"2025-03-17T12:00:00Z"},
                             {"party":"%3$s","consent":"ACCEPTED","at":"2025-03-17T12:00:00Z"}]}""".formatted(id, one, other, term);
    }

    /** Somebody reports a strike by {@link #one}. */
    String strike() {
        return strike("");
    }

    /** @param more further members, with a comma before the first */
    String strike(String more) {
        return """
                {"summary":"A strike","act":"STRIKE","target":"SUBSTATION","facilityOf":"%s","accused":["%s"],"claimant":"%s",
                 "occurred":{"from":"%s"},"reported":"2025-03-25T12:00:00Z"%s}""".formatted(other, one, other, INSIDE, more);
    }

    String commitment() {
        return "/compliance/" + id + "/one-abstains";
    }
}
