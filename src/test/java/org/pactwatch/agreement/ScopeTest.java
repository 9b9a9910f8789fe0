package org.pactwatch.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.agreement.Act.SABOTAGE;
import static org.pactwatch.agreement.Act.STRIKE;
import static org.pactwatch.agreement.Target.ENERGY;
import static org.pactwatch.agreement.Target.GAS_METERING;
import static org.pactwatch.agreement.Target.HYDRO_DAM;
import static org.pactwatch.agreement.Target.SUBSTATION;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pactwatch.time.Counting;
import org.pactwatch.time.TermSpec;

/** Rules 7 and 20: what a scope covers, and how text and reading are merged. */
class ScopeTest {

    private static final Scope NARROW =
            new Scope(List.of(STRIKE), List.of(ENERGY), List.of("UKR"), List.of("UA-65"), List.of(HYDRO_DAM));
    private static final Scope WIDE = new Scope(List.of(STRIKE), List.of(ENERGY), null, null, null);

    @Test
    void what_is_listed_in_every_respect_is_covered() {
        assertThat(NARROW.covers(STRIKE, SUBSTATION, "UKR", "UA-65")).isTrue();
    }

    @Test
    void what_is_not_listed_in_one_respect_is_not() {
        assertThat(NARROW.covers(SABOTAGE, SUBSTATION, "UKR", "UA-65")).isFalse();
        assertThat(NARROW.covers(STRIKE, GAS_METERING, "UKR", "UA-65")).isFalse();
        assertThat(NARROW.covers(STRIKE, SUBSTATION, "RUS", "UA-65")).isFalse();
        assertThat(NARROW.covers(STRIKE, SUBSTATION, "UKR", "UA-63")).isFalse();
    }

    @Test
    void what_is_excluded_is_not_covered_though_its_group_is_listed() {
        assertThat(NARROW.covers(STRIKE, HYDRO_DAM, "UKR", "UA-65")).isFalse();
        assertThat(WIDE.covers(STRIKE, HYDRO_DAM, "UKR", "UA-65")).isTrue();
    }

    @Test
    void what_is_unknown_excludes_nothing() {
        assertThat(NARROW.covers(null, null, null, null)).isTrue();
        assertThat(NARROW.covers(STRIKE, SUBSTATION, null, "UA-65")).isTrue();
        assertThat(NARROW.covers(STRIKE, SUBSTATION, "UKR", null)).isTrue();
    }

    @Test
    void what_the_scope_does_not_list_it_leaves_open() {
        assertThat(WIDE.covers(STRIKE, SUBSTATION, "RUS", "anywhere")).isTrue();
    }

    @Test
    void a_report_that_knows_only_the_group_may_mean_any_member() {
        Scope substations = new Scope(List.of(STRIKE), List.of(SUBSTATION), null, null, null);
        assertThat(substations.covers(STRIKE, ENERGY, null, null)).isTrue();
        Scope allExcluded = new Scope(List.of(STRIKE), List.of(ENERGY), null, null, List.of(ENERGY));
        assertThat(allExcluded.covers(STRIKE, ENERGY, null, null)).isFalse();
    }

    @Test
    void the_group_of_energy_has_nine_members_and_gas_metering_is_none_of_them() {
        assertThat(ENERGY.members()).hasSize(9).contains(SUBSTATION, HYDRO_DAM).doesNotContain(GAS_METERING, ENERGY);
        assertThat(GAS_METERING.members()).containsExactly(GAS_METERING);
    }

    @Test
    void of_two_scopes_each_part_is_the_upper_ones_if_it_has_one() {
        assertThat(WIDE.mergedWith(null)).isEqualTo(WIDE);
        assertThat(NARROW.mergedWith(Scope.NOTHING)).isEqualTo(NARROW);
        assertThat(Scope.NOTHING.mergedWith(NARROW)).isEqualTo(NARROW);
        Scope other = new Scope(List.of(), List.of(), List.of(), List.of(), List.of());
        assertThat(NARROW.mergedWith(other)).isEqualTo(other);
    }

    @Test
    void what_a_reading_says_of_one_commitment_goes_before_what_it_says_of_all_and_that_before_the_text() {
        Instant all = Instant.parse("2025-03-20T00:00:00Z");
        Instant one = Instant.parse("2025-03-21T00:00:00Z");
        Reading reading = new Reading(
                "r",
                null,
                null,
                null,
                new TermSpec(null, null, Counting.CALENDAR, null, null),
                new Scope(List.of(SABOTAGE), null, null, null, null),
                Map.of("RUS", all, "UKR", all),
                List.of(),
                ReleaseMode.NONE,
                List.of("Commission"),
                null,
                Map.of(
                        "rus-abstains",
                        new ReadingTerms(
                                new TermSpec(null, null, Counting.DAYS_INCLUSIVE, null, null),
                                new Scope(null, List.of(GAS_METERING), null, null, null),
                                Map.of("RUS", one),
                                null,
                                ReleaseMode.ON_OWN_ASSESSMENT,
                                List.of(),
                                null)),
                List.of());
        Agreement pact = new Pact().agreement();

        Lens rus = Lens.of(pact.commitment("rus-abstains").orElseThrow(), reading);
        assertThat(rus.term().counting()).isEqualTo(Counting.DAYS_INCLUSIVE);
        assertThat(rus.scope()).isEqualTo(new Scope(List.of(SABOTAGE), List.of(GAS_METERING), null, null, null));
        assertThat(rus.boundFrom()).isEqualTo(one);
        assertThat(rus.conditions()).isEmpty();
        assertThat(rus.release()).isEqualTo(ReleaseMode.ON_OWN_ASSESSMENT);
        assertThat(rus.recognises("Commission")).isFalse();

        Lens ukr = Lens.of(pact.commitment("ukr-abstains").orElseThrow(), reading);
        assertThat(ukr.term().counting()).isEqualTo(Counting.CALENDAR);
        assertThat(ukr.scope()).isEqualTo(new Scope(List.of(SABOTAGE), List.of(ENERGY), null, null, null));
        assertThat(ukr.boundFrom()).isEqualTo(all);
        assertThat(ukr.release()).isEqualTo(ReleaseMode.NONE);
        assertThat(ukr.recognises("Commission")).isTrue();
        assertThat(ukr.recognises("Mission")).isFalse();

        Lens asWritten = Lens.of(pact.commitment("ukr-abstains").orElseThrow(), Reading.AS_WRITTEN);
        assertThat(asWritten.boundFrom()).isNull();
        assertThat(asWritten.conditions()).hasSize(1);
        assertThat(asWritten.release()).isEqualTo(ReleaseMode.ON_FINDING);
        assertThat(asWritten.recognises("anybody")).isTrue();
    }
}
