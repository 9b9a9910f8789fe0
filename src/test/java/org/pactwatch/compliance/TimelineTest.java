package org.pactwatch.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.agreement.Instrument;
import org.pactwatch.agreement.When;
import org.pactwatch.time.Interval;

/** The record of 2025 laid out in time. */
class TimelineTest {

    private static final String LATER = "2025-05-01T00:00:00Z";

    private final ExampleOf2025 example = ExampleOf2025.load();
    private final Timeline timeline = example.timeline(LATER, example.head());

    private static Timeline.Row row(Timeline timeline, String party) {
        return timeline.rows().stream()
                .filter(each -> party.equals(each.party()))
                .findFirst()
                .orElseThrow();
    }

    private static <T extends Declaration> Stream<T> declared(Timeline.Row row, Class<T> kind) {
        return row.items().stream()
                .map(Timeline.Item::what)
                .filter(Timeline.Declared.class::isInstance)
                .map(what -> ((Timeline.Declared) what).declaration())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static List<String> alleged(Timeline.Row row) {
        return row.items().stream()
                .map(Timeline.Item::what)
                .filter(Timeline.Alleged.class::isInstance)
                .map(what -> ((Timeline.Alleged) what).incident())
                .toList();
    }

    @Test
    void each_party_has_a_row_by_its_id_and_nobodys_comes_last() {
        List<String> parties = timeline.rows().stream()
                .map(Timeline.Row::party)
                .map(String::valueOf)
                .toList();
        assertThat(parties).startsWith("RUS", "UKR", "USA").isSorted();
    }

    @Test
    void an_order_stands_as_an_order_and_not_as_a_consent_too() {
        Timeline.Row rus = row(timeline, "RUS");
        assertThat(declared(rus, Instrument.class).map(Instrument::kind)).contains(Instrument.Kind.ORDER);
        assertThat(declared(rus, Consent.class)).isEmpty();
    }

    @Test
    void what_a_party_said_stands_in_its_row_in_the_order_of_time() {
        Timeline.Row ukr = row(timeline, "UKR");
        assertThat(declared(ukr, Consent.class).map(Consent::consent))
                .containsSubsequence(Consent.Answer.PENDING, Consent.Answer.ACCEPTED);
        for (Timeline.Row row : timeline.rows()) {
            assertThat(row.items().stream()
                            .map(Timeline.Item::when)
                            .filter(Objects::nonNull)
                            .map(When::from))
                    .isSorted();
            assertThat(row.more()).isZero();
        }
    }

    @Test
    void an_allegation_stands_in_the_row_of_the_accused() {
        assertThat(alleged(row(timeline, "UKR"))).contains("kavkazskaya", "sudzha-28-march");
        assertThat(alleged(row(timeline, "RUS")))
                .contains("kherson-1-april", "kherson-22-23-april")
                .doesNotContain("kavkazskaya");
    }

    @Test
    void a_claim_that_bears_on_nothing_is_left_out() {
        assertThat(timeline.rows()).allSatisfy(row -> assertThat(alleged(row)).doesNotContain("seven-drones"));
    }

    @Test
    void an_allegation_says_how_it_stands_under_each_reading() {
        assertThat(row(timeline, "UKR").items().stream().map(Timeline.Item::what))
                .anySatisfy(what -> assertThat(what).isInstanceOfSatisfying(Timeline.Alleged.class, each -> {
                    assertThat(each.incident()).isEqualTo("sudzha-28-march");
                    assertThat(each.standings().get("ukr-abstains"))
                            .containsEntry("call-end", Standing.OUTSIDE_SCOPE)
                            .containsEntry("ukr", Standing.CONTESTED);
                }));
    }

    @Test
    void what_was_not_known_then_is_not_there() {
        Timeline then = example.timeline(LATER, example.positionAt("2025-03-21T23:59:59Z"));
        assertThat(alleged(row(then, "UKR"))).contains("kavkazskaya").doesNotContain("sudzha-28-march");
    }

    @Test
    void each_reading_has_its_own_term_and_time_of_binding() {
        assertThat(timeline.spans())
                .filteredOn(span -> span.commitment().equals("ukr-abstains"))
                .extracting(Timeline.Span::reading, Timeline.Span::term, Timeline.Span::windows)
                .contains(
                        tuple(
                                "rus",
                                interval("2025-03-17T21:00:00Z", "2025-04-16T21:00:00Z"),
                                List.of(interval("2025-03-18T16:30:00Z", "2025-04-16T21:00:00Z"))),
                        tuple(
                                "usa",
                                interval("2025-03-18T16:30:00Z", "2025-04-17T16:30:00Z"),
                                List.of(interval("2025-03-19T16:59:00Z", "2025-04-17T16:30:00Z"))));
    }

    private static Interval interval(String from, String end) {
        return new Interval(Instant.parse(from), Instant.parse(end));
    }
}
