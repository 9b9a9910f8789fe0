package org.pactwatch.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pactwatch.agreement.Scope;

/** What sets the readings of 2025 apart, and when. */
class ComparisonOf2025Test {

    private final ExampleOf2025 example = ExampleOf2025.load();

    private Comparison.OfCommitment compare(String commitment, String at) {
        return example.compare(at).commitments().stream()
                .filter(each -> each.commitment().key().equals(commitment))
                .findFirst()
                .orElseThrow();
    }

    private static Difference.Incident incident(Comparison.OfCommitment compared, String id) {
        return compared.differences().stream()
                .filter(Difference.Incident.class::isInstance)
                .map(Difference.Incident.class::cast)
                .filter(each -> each.incident().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static <T> Map<String, T> standings(Difference.Incident incident, Function<Difference.Stood, T> part) {
        return incident.standings().stream().collect(Collectors.toMap(Difference.Stood::reading, part));
    }

    private static Difference.Hour hour(Comparison.OfCommitment compared, Edge edge) {
        return compared.differences().stream()
                .filter(Difference.Hour.class::isInstance)
                .map(Difference.Hour.class::cast)
                .filter(each -> each.edge() == edge)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sudzha_sets_apart_the_reading_whose_scope_has_no_gas_metering() {
        Difference.Incident sudzha = incident(compare("ukr-abstains", "2025-03-29T00:00:00Z"), "sudzha-28-march");
        assertThat(standings(sudzha, Difference.Stood::standing))
                .isEqualTo(Map.of(
                        "call-end", Standing.OUTSIDE_SCOPE,
                        "rus", Standing.CONTESTED,
                        "ukr", Standing.CONTESTED,
                        "usa", Standing.CONTESTED));
        Map<String, Why> whys = standings(sudzha, Difference.Stood::why);
        assertThat(whys.get("call-end")).isEqualTo(new Why.ByScope(Scope.Part.TARGET, "GAS_METERING"));
        assertThat(whys.get("ukr")).isInstanceOf(Why.ByClaim.class).isEqualTo(whys.get("rus"));
        assertThat(((Why.ByClaim) whys.get("ukr")).denial()).isTrue();
    }

    @Test
    void kavkazskaya_is_alleged_where_it_bound_already_and_comes_before_the_binding_elsewhere() {
        Difference.Incident depot = incident(compare("ukr-abstains", "2025-03-20T00:00:00Z"), "kavkazskaya");
        assertThat(standings(depot, Difference.Stood::standing))
                .isEqualTo(Map.of(
                        "call-end", Standing.ALLEGED,
                        "rus", Standing.ALLEGED,
                        "ukr", Standing.BEFORE_BINDING,
                        "usa", Standing.BEFORE_BINDING));
        assertThat(standings(depot, Difference.Stood::why))
                .containsEntry("ukr", before("2025-03-24T22:00:00Z"))
                .containsEntry("usa", before("2025-03-19T16:59:00Z"));
    }

    private static Why before(String at) {
        return new Why.ByHour(List.of(new Why.Side(Edge.BOUND_FROM, Instant.parse(at))));
    }

    @Test
    void until_a_reading_binds_the_hour_of_binding_sets_it_apart() {
        Difference.Hour hour = hour(compare("rus-abstains", "2025-03-20T00:00:00Z"), Edge.BOUND_FROM);
        assertThat(hour.instants())
                .containsExactly(
                        bound("call-end", "2025-03-18T16:30:00Z", true, Difference.Setter.TERM_START),
                        bound("rus", "2025-03-18T16:30:00Z", true, Difference.Setter.READING),
                        bound("ukr", "2025-03-24T22:00:00Z", false, Difference.Setter.TERM_START),
                        bound("usa", "2025-03-18T16:30:00Z", true, Difference.Setter.TERM_START));
    }

    private static Difference.Passed bound(String reading, String at, boolean passed, Difference.Setter set) {
        return new Difference.Passed(reading, Instant.parse(at), passed, set);
    }

    @Test
    void half_an_hour_into_17_april_in_moscow_the_end_of_its_term_sets_rus_apart() {
        Comparison.OfCommitment compared = compare("rus-abstains", "2025-04-16T21:30:00Z");
        assertThat(compared.differences()).hasSize(1);
        assertThat(hour(compared, Edge.TERM_END).instants())
                .containsExactly(
                        end("call-end", "2025-04-17T16:30:00Z", false),
                        end("rus", "2025-04-16T21:00:00Z", true),
                        end("ukr", "2025-04-23T22:00:00Z", false),
                        end("usa", "2025-04-17T16:30:00Z", false));
    }

    private static Difference.Passed end(String reading, String at, boolean passed) {
        return new Difference.Passed(reading, Instant.parse(at), passed, null);
    }

    @Test
    void terms_that_end_apart_are_no_difference_while_all_of_them_run() {
        Comparison.OfCommitment compared = compare("rus-abstains", "2025-04-10T00:00:00Z");
        assertThat(compared.readingsAgree()).isTrue();
        assertThat(compared.differences()).isEmpty();
    }

    @Test
    void kherson_on_23_april_stands_differently_and_decides_nothing_since_another_strike_is_alleged_under_all() {
        Comparison.OfCommitment compared = compare("rus-abstains", "2025-04-23T12:00:00Z");
        assertThat(compared.differences()).containsExactly(hour(compared, Edge.TERM_END));
        assertThat(compared.indecisive())
                .extracting(Difference.Incident::incident)
                .containsExactly("sloviansk", "kherson-22-23-april");
        Difference.Incident kherson = compared.indecisive().get(1);
        assertThat(standings(kherson, Difference.Stood::standing))
                .isEqualTo(Map.of(
                        "call-end", Standing.OUTSIDE_TERM,
                        "rus", Standing.OUTSIDE_TERM,
                        "ukr", Standing.ALLEGED,
                        "usa", Standing.OUTSIDE_TERM));
        assertThat(standings(kherson, Difference.Stood::why))
                .containsEntry("rus", after("2025-04-16T21:00:00Z"))
                .containsEntry("usa", after("2025-04-17T16:30:00Z"));
    }

    private static Why after(String at) {
        return new Why.ByHour(List.of(new Why.Side(Edge.TERM_END, Instant.parse(at))));
    }

    @Test
    void whatever_differs_is_named_and_nothing_is_where_nothing_differs() {
        Instant from = Instant.parse("2025-03-17T00:15:00Z");
        List<Comparison> all = Stream.iterate(from, at -> at.plus(Duration.ofMinutes(157)))
                .limit(360)
                .map(at -> example.compare(at.toString()))
                .toList();
        assertThat(all).extracting(Comparison::readingsAgree).contains(true, false);
        all.stream()
                .flatMap(each -> each.commitments().stream())
                .forEach(each -> assertThat(each.differences().isEmpty())
                        .as(each.verdicts() + "")
                        .isEqualTo(each.readingsAgree()));
    }
}
