package org.pactwatch.compliance.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.compliance.IncidentFacts;
import org.pactwatch.incident.IncidentEvent.IncidentReported;
import org.pactwatch.incident.IncidentEvent.ReportAdded;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.axon.EventCodec;
import org.pactwatch.time.Occurrence;
import org.pactwatch.time.Precision;

/** Incidents are read once, and never kept as they no longer are. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArchiveTest {

    private static final Instant NOON = Instant.parse("2025-03-20T12:00:00Z");
    private static final IncidentReport REPORT = new IncidentReport(
            "A strike",
            null,
            null,
            null,
            new Occurrence(NOON, NOON, Precision.EXACT),
            NOON,
            null,
            List.of(),
            IncidentReport.UNATTRIBUTED,
            List.of(),
            null);

    private final List<Entry> entries = new ArrayList<>();
    private final Progress progress = new Progress();
    private int reads;

    private final Ledger ledger = fake(Ledger.class, (proxy, method, arguments) -> {
        reads++;
        long position = (Long) arguments[1];
        return entries.stream()
                .filter(entry -> entry.aggregateId().equals(arguments[0]) && entry.position() <= position)
                .toList();
    });
    private final EventCodec codec = fake(
            EventCodec.class,
            (proxy, method, arguments) -> arguments[0].equals("incident.reported")
                    ? new IncidentReported("one", REPORT, "olena")
                    : new ReportAdded("one", REPORT, "olena"));
    private final Archive archive = new Archive(ledger, codec, progress);

    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(ArchiveTest.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private void record(String type) {
        long position = entries.size() + 1;
        entries.add(new Entry(
                position,
                "incident",
                "one",
                position - 1,
                "event-" + position,
                type,
                "1",
                NOON,
                "{}",
                "{}",
                new byte[32],
                new byte[32],
                null,
                null));
    }

    private int reports(long position) {
        return archive.incident("one", position)
                .map(IncidentFacts::reports)
                .map(List::size)
                .orElse(0);
    }

    @Test
    void an_incident_is_read_once_for_all_who_ask_at_the_same_position() {
        record("incident.reported");
        progress.advance(1, Map.of());
        assertThat(reports(1)).isEqualTo(1);
        assertThat(reports(1)).isEqualTo(1);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void what_was_known_before_stays_and_what_is_known_now_is_there() {
        record("incident.reported");
        progress.advance(1, Map.of());
        assertThat(reports(1)).isEqualTo(1);
        record("incident.report-added");
        progress.advance(2, Map.of());
        assertThat(reports(2)).isEqualTo(2);
        assertThat(reports(1)).isEqualTo(1);
    }

    @Test
    void beyond_where_answers_stand_nothing_is_kept() {
        record("incident.reported");
        assertThat(reports(Long.MAX_VALUE)).isEqualTo(1);
        record("incident.report-added");
        assertThat(reports(Long.MAX_VALUE)).isEqualTo(2);
    }

    @Test
    void nobody_fills_the_memory_with_incidents_that_do_not_exist() {
        record("incident.reported");
        progress.advance(1, Map.of());
        assertThat(archive.incident("two", 1)).isEmpty();
        assertThat(archive.incident("two", 1)).isEmpty();
        assertThat(reads).isEqualTo(2);
    }
}
