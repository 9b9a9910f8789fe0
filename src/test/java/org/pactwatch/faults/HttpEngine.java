package org.pactwatch.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.server.ChildServer;
import org.pactwatch.support.Http;
import org.pactwatch.support.Http.Answer;

/** The whole server, asked by HTTP: a deed is an incident's report, its id the Idempotency-Key. Times each answer. */
final class HttpEngine implements Engine {

    private static final String PACT = """
            {"id":"pact","title":"A pact","parties":[
              {"id":"AAA","name":"One","roles":["OBLIGOR","BENEFICIARY"]},
              {"id":"BBB","name":"Other","roles":["OBLIGOR","BENEFICIARY"]}],
             "commitments":[{"key":"abstains","kind":"PROHIBITION","obligor":"AAA","beneficiary":"BBB",
              "statement":"No strikes","scope":{"acts":["STRIKE"],"targets":["ENERGY"]},
              "term":{"length":"P30D","start":"2025-03-18T00:00","zone":"Europe/Kyiv","counting":"ELAPSED"}}],
             "consents":[{"party":"AAA","consent":"ACCEPTED","at":"2025-03-17T12:00:00Z"},
              {"party":"BBB","consent":"ACCEPTED","at":"2025-03-17T12:00:00Z"}]}""";

    private final Http http;
    private final String token;
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Map<String, LongAccumulator> slowest = new ConcurrentHashMap<>();

    HttpEngine(ChildServer server) {
        this(server.http(), server.token("monitor"));
    }

    HttpEngine(Http http, String token) {
        this.http = http;
        this.token = token;
    }

    /** Without an agreement nobody can be accused. */
    static void register(ChildServer server) {
        Answer answer = server.post("registrar", "/agreements", PACT);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    static String report(String deed) {
        return """
                {"summary":"%s","act":"STRIKE","target":"SUBSTATION","facilityOf":"BBB","accused":["AAA"],
                 "claimant":"BBB","occurred":{"from":"2025-03-25T10:00:00Z"},"reported":"2025-03-25T12:00:00Z"}""".formatted(deed);
    }

    @Override
    public long record(Deed deed, String attempt) {
        long sent = System.nanoTime();
        String outcome = "nothing";
        try {
            Answer answer = http.postJson(
                    "/api/v1/incidents",
                    report(deed.id()),
                    "Authorization",
                    "Bearer " + token,
                    "Idempotency-Key",
                    deed.id());
            outcome = Integer.toString(answer.status());
            if (answer.status() == 201) {
                return answer.json().path("position").asLong();
            }
            if (answer.status() == 503) {
                assertThat(answer.header("Retry-After")).isNotEmpty();
                if (answer.rule().equals("ledger-unavailable")) {
                    throw new LedgerUnavailable("503"); // It says that nothing was recorded.
                }
                throw new Unanswered("503");
            }
            throw new Unanswered(answer.status() + ": " + answer.body());
        } finally {
            count("POST", outcome, sent);
        }
    }

    /** Asks for something and returns the status. */
    int read(String path) {
        long sent = System.nanoTime();
        String outcome = "nothing";
        try {
            int status = http.get(path).status();
            outcome = Integer.toString(status);
            return status;
        } catch (RuntimeException e) {
            return 0;
        } finally {
            count("GET", outcome, sent);
        }
    }

    private void count(String method, String outcome, long sent) {
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);
        answers.computeIfAbsent(method + " " + outcome, key -> new LongAdder()).increment();
        slowest.computeIfAbsent(method + " " + outcome, key -> new LongAccumulator(Math::max, 0))
                .accumulate(ms);
    }

    /** Of every kind. */
    long answers() {
        return answers.values().stream().mapToLong(LongAdder::sum).sum();
    }

    long answers(String what) {
        LongAdder number = answers.get(what);
        return number == null ? 0 : number.sum();
    }

    /** In ms; 0 if there was none. */
    long slowest(String what) {
        LongAccumulator ms = slowest.get(what);
        return ms == null ? 0 : ms.get();
    }

    /** How many answers of each kind there were, and how long the slowest took. */
    Map<String, Long> measured() {
        Map<String, Long> all = new TreeMap<>();
        answers.forEach((what, number) -> {
            all.put(what, number.sum());
            all.put(what + " slowest ms", slowest(what));
        });
        return all;
    }

    @Override
    public Optional<Long> lastSequence(String aggregate) {
        throw new UnsupportedOperationException("A report begins an incident of its own.");
    }

    @Override
    public void close() {}

    /** What became of a report is not known. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswered(String message) {
            super(message);
        }
    }
}
