package org.pactwatch.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.AgreementCommand.RegisterAgreement;
import org.pactwatch.agreement.Target;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.compliance.axon.Rebuild;
import org.pactwatch.config.DomainModule;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.Finding;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Outcome;
import org.pactwatch.incident.Place;
import org.pactwatch.incident.Stance;
import org.pactwatch.ledger.DuplicateRequest;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.NewEvent;
import org.pactwatch.ledger.RequestKey;
import org.pactwatch.ledger.axon.EventCodec;
import org.pactwatch.ledger.axon.Recorded;
import org.pactwatch.ledger.axon.Recorder;
import org.pactwatch.ledger.axon.Request;
import org.pactwatch.time.Occurrence;
import org.pactwatch.time.Precision;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Two agreements that differ only in the parties and in how much is held against them: 100 incidents, or as many as
 * {@code --bench.incidents} says. Recorded straight into an empty ledger; most of the tables is derived in one go, and the rest by the projector.
 */
final class Fill implements ApplicationRunner {

    private static final int BATCH = 500;

    /** So many are left to the projector, to see how fast it is. */
    private static final int LATE = 10_000;

    private static final Target[] TARGETS = {
        Target.SUBSTATION, Target.POWER_GENERATION, Target.OIL_REFINERY, Target.TRANSMISSION_DISTRIBUTION,
        Target.PUMPING_STATION, Target.ENERGY, Target.GAS_METERING, Target.CIVIL_INFRASTRUCTURE
    };

    private final Ledger ledger;
    private final EventCodec codec;
    private final @Nullable Recorder recorder;
    private final @Nullable Progress progress;
    private final @Nullable Rebuild rebuild;
    private final Random random = new Random(2025);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final List<NewEvent> batch = new ArrayList<>();

    /** To be asked for incidents alone. */
    Fill(Ledger ledger, EventCodec codec) {
        this(ledger, codec, null, null, null);
    }

    Fill(
            Ledger ledger,
            EventCodec codec,
            @Nullable Recorder recorder,
            @Nullable Progress progress,
            @Nullable Rebuild rebuild) {
        this.ledger = ledger;
        this.codec = codec;
        this.recorder = recorder;
        this.progress = progress;
        this.rebuild = rebuild;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        double rate = 0;
        if (ledger.head() == 0) {
            int incidents = Integer.parseInt(
                    arguments.getOptionValues("bench.incidents").get(0));
            register("few", "AAA", "BBB");
            register("many", "CCC", "DDD");
            incidents("few", "AAA", "BBB", 100);
            incidents("many", "CCC", "DDD", incidents - LATE);
            rebuild.catchUp(pace -> System.out.println("BENCH " + pace));
            projected();
            long began = System.nanoTime();
            incidents("late", "CCC", "DDD", LATE);
            projected();
            rate = LATE / ((System.nanoTime() - began) / 1e9);
        }
        projected();
        System.out.printf("BENCH ready head=%d projected=%.0f%n", ledger.head(), rate);
    }

    private void projected() throws InterruptedException {
        long head = ledger.head();
        while (!progress.await(head, Duration.ofSeconds(10))) {
            System.out.println("BENCH projected " + progress.position() + " of " + head);
        }
    }

    private void register(String id, String obligor, String beneficiary) {
        LocalDate start = now.minus(Duration.ofDays(40)).atZone(ZoneOffset.UTC).toLocalDate();
        String yaml = """
                id: %1$s
                title: An agreement with %1$s incidents
                parties:
                  - { id: %2$s, name: Party %2$s, roles: [OBLIGOR, BENEFICIARY] }
                  - { id: %3$s, name: Party %3$s, roles: [OBLIGOR, BENEFICIARY] }
                commitments:
                  - key: abstains
                    kind: PROHIBITION
                    obligor: %2$s
                    beneficiary: %3$s
                    statement: One does not strike energy facilities of the other
                    scope: { acts: [STRIKE], targets: [ENERGY], facilitiesOf: [%3$s] }
                    term: { length: P60D }
                    conditions: [ { kind: RECIPROCAL, on: twin } ]
                  - key: twin
                    kind: PROHIBITION
                    obligor: %3$s
                    beneficiary: %2$s
                    statement: The other does not either
                    scope: { acts: [STRIKE], targets: [ENERGY], facilitiesOf: [%2$s] }
                    term: { length: P60D }
                    conditions: [ { kind: RECIPROCAL, on: abstains } ]
                readings:
                  - { id: one, term: { start: %4$sT00:00, zone: Europe/Kyiv, counting: ELAPSED },
                      boundFrom: { %2$s: %4$sT00:00:00Z, %3$s: %4$sT00:00:00Z } }
                  - { id: two, term: { start: %4$sT00:00, zone: Europe/Moscow, counting: CALENDAR },
                      boundFrom: { %2$s: %4$sT12:00:00Z, %3$s: %4$sT12:00:00Z },
                      scope: { targets: [ENERGY, GAS_METERING] } }
                """.formatted(id, obligor, beneficiary, start);
        Agreement agreement =
                YAMLMapper.builder().addModule(new DomainModule()).build().readValue(yaml, Agreement.class);
        if (!(recorder.record(new RegisterAgreement(agreement), Request.of("bench")) instanceof Recorded.Accepted)) {
            throw new IllegalStateException("refused: " + id);
        }
    }

    /** Nine of ten within the term; some denied, few inquired into. */
    void incidents(String agreement, String accused, String victim, int count) {
        for (int i = 0; i < count; i++) {
            String id = agreement + "-" + i;
            Instant from = now.minus(
                    Duration.ofMinutes(1 + (long) (44 * 1440 * (1 - (double) i / count)) + random.nextInt(300)));
            Occurrence occurred = switch (random.nextInt(4)) {
                case 0 -> new Occurrence(from, from, Precision.EXACT);
                case 1 -> new Occurrence(from, from.plus(Duration.ofHours(1)), Precision.HOUR);
                case 2 -> new Occurrence(from, from.plus(Duration.ofHours(10)), Precision.NIGHT);
                default -> new Occurrence(from, from.plus(Duration.ofDays(1)), Precision.DAY);
            };
            add(
                    id,
                    0,
                    new IncidentEvent.IncidentReported(
                            id,
                            new IncidentReport(
                                    "A strike, as reported by the other side, number " + i,
                                    random.nextInt(10) == 0 ? Act.SHELLING : Act.STRIKE,
                                    TARGETS[random.nextInt(TARGETS.length)],
                                    random.nextInt(5) == 0 ? null : victim,
                                    occurred,
                                    from.plus(Duration.ofMinutes(random.nextInt(2_000))),
                                    new Place("Somewhere", "XX-" + random.nextInt(27), null, null, null),
                                    List.of(accused),
                                    victim,
                                    List.of(),
                                    null),
                            "bench"));
            if (random.nextInt(20) == 0) {
                add(
                        id,
                        1,
                        new IncidentEvent.AttributionRecorded(
                                id, new Attribution(accused, accused, Stance.DENIES, List.of()), "bench"));
            } else if (random.nextInt(200) == 0) {
                add(
                        id,
                        1,
                        new IncidentEvent.FindingRecorded(
                                id,
                                new Finding(
                                        "f-" + id,
                                        "JCG",
                                        null,
                                        null,
                                        random.nextBoolean() ? Outcome.INCONCLUSIVE : Outcome.UNSUBSTANTIATED,
                                        List.of(),
                                        null,
                                        "Looked into",
                                        List.of()),
                                "bench"));
            }
            if (batch.size() >= BATCH) {
                flush();
            }
        }
        flush();
    }

    private void add(String id, long sequence, IncidentEvent event) {
        batch.add(new NewEvent(
                "incident",
                id,
                sequence,
                id + "/" + sequence,
                codec.typeOf(event.getClass()),
                codec.revisionOf(event.getClass()),
                codec.write(event),
                "{\"subject\":\"bench\"}"));
    }

    /** However busy the machine is: with a key it is safe to ask again. */
    static void append(Ledger ledger, List<NewEvent> events) {
        RequestKey key = new RequestKey("bench/" + events.get(0).eventId(), "0");
        boolean recorded = false;
        while (!recorded) {
            try {
                ledger.append(events, key);
                recorded = true;
            } catch (DuplicateRequest e) {
                recorded = true;
            } catch (LedgerUnavailable e) {
                System.out.println("BENCH once more: " + e.getMessage());
            }
        }
    }

    private void flush() {
        if (!batch.isEmpty()) {
            append(ledger, List.copyOf(batch));
            batch.clear();
        }
    }
}
