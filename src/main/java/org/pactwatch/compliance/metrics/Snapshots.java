package org.pactwatch.compliance.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Reading;
import org.pactwatch.compliance.AgreementFacts;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.compliance.axon.Archive;
import org.pactwatch.compliance.axon.Assessments;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.compliance.axon.Ticks;
import org.pactwatch.ledger.Ledger;
import org.springframework.stereotype.Component;

/** Asks, at one moment and position, how every commitment stands under every reading. */
@Component
class Snapshots {

    /** New agreements come last, so that with a limit they push out none whose series are being watched. */
    private static final Comparator<AgreementFacts> OLDEST_FIRST = Comparator.comparing(AgreementFacts::registeredAt);

    private final Ledger ledger;
    private final Progress progress;
    private final Archive archive;
    private final Assessments assessments;
    private final Ticks ticks;
    private final MeterSettings settings;

    Snapshots(
            Ledger ledger,
            Progress progress,
            Archive archive,
            Assessments assessments,
            Ticks ticks,
            MeterSettings settings) {
        this.ledger = ledger;
        this.progress = progress;
        this.archive = archive;
        this.assessments = assessments;
        this.ticks = ticks;
        this.settings = settings;
    }

    /** Reads the ledger and the tables; throws what they throw. */
    Snapshot take() {
        long head = ledger.head();
        long position = progress.position();
        // The tick is that of the API: whoever compares the two sees the same, and it is worked out once.
        Instant tick = ticks.now();
        Instant now = ticks.clock().instant();
        List<AgreementFacts> agreements =
                archive.known(position).stream().sorted(OLDEST_FIRST).toList();
        List<Snapshot.Row> rows = new ArrayList<>();
        int groups = 0;
        int readings = 0;
        for (AgreementFacts facts : agreements) {
            readings += facts.readings().size();
            for (Commitment commitment : facts.agreement().commitments()) {
                for (Reading reading : facts.readings()) {
                    if (groups++ < settings.groups()) {
                        rows.add(row(facts, commitment.key(), reading, tick, now, position));
                    }
                }
            }
        }
        return new Snapshot(head, agreements.size(), readings, rows, groups - rows.size());
    }

    private Snapshot.Row row(
            AgreementFacts facts, String commitment, Reading reading, Instant tick, Instant now, long position) {
        Verdict verdict = assessments.verdict(facts, commitment, reading, tick, position);
        Verdict.Transition next = verdict.nextTransition();
        if (next != null && !next.at().isAfter(now)) {
            // The force changed since the tick began: no countdown may stand at zero beside a force that it ends.
            verdict = assessments.verdict(facts, commitment, reading, now, position);
        }
        return new Snapshot.Row(facts.agreement().id(), verdict, remaining(verdict, now));
    }

    /** Counted down from the moment of the verdict; nothing is left of what was released. */
    private static Duration remaining(Verdict verdict, Instant now) {
        return verdict.countdown().remaining().isZero()
                ? Duration.ZERO
                : verdict.term().remaining(now);
    }
}
