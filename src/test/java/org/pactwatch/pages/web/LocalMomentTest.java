package org.pactwatch.pages.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LocalMomentTest {

    private static final ZoneId KYIV = ZoneId.of("Europe/Kyiv");

    private static void reads(String text, String instant, LocalMoment.Kind kind) {
        assertThat(LocalMoment.read(text, KYIV)).contains(new LocalMoment(Instant.parse(instant), KYIV, kind));
    }

    @Test
    void a_time_on_the_wall_is_an_instant() {
        reads("2025-03-25T12:00", "2025-03-25T10:00:00Z", LocalMoment.Kind.ONE);
        reads("2025-03-25 12:00:30", "2025-03-25T10:00:30Z", LocalMoment.Kind.ONE);
    }

    @Test
    void out_of_a_gap_it_moves_on_by_the_gap() {
        reads("2025-03-30T03:30", "2025-03-30T01:30:00Z", LocalMoment.Kind.GAP);
    }

    @Test
    void of_two_it_is_the_earlier() {
        reads("2025-10-26T03:30", "2025-10-26T00:30:00Z", LocalMoment.Kind.OVERLAP);
    }

    @Test
    void an_offset_speaks_for_itself() {
        reads("2025-10-26T03:30+02:00", "2025-10-26T01:30:00Z", LocalMoment.Kind.ONE);
    }

    @Test
    void nonsense_and_other_ages_are_nothing() {
        assertThat(LocalMoment.read("yesterday", KYIV)).isEmpty();
        assertThat(LocalMoment.read("1066-10-14T09:00", KYIV)).isEmpty();
        assertThat(LocalMoment.read("2500-01-02T00:00", KYIV)).isEmpty();
    }
}
