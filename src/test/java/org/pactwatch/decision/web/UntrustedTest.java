package org.pactwatch.decision.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UntrustedTest {

    @Test
    void a_foreign_text_can_not_begin_a_line_of_the_log() {
        assertThat(Untrusted.forLog("a\r\nERROR all is lost\u2028b\u001b[31m"))
                .isEqualTo("\"a\\\\u000d\\\\u000aERROR all is lost\\\\u2028b\\\\u001b[31m\"");
    }

    @Test
    void a_foreign_text_can_not_end_its_own_quotes() {
        assertThat(Untrusted.forLog("a\" said we")).isEqualTo("\"a\\\" said we\"");
    }

    @Test
    void letters_of_all_scripts_stay_as_they_are() {
        assertThat(Untrusted.shown("Кавказька, 加油 ✓ 😀")).isEqualTo("Кавказька, 加油 ✓ 😀");
    }

    @Test
    void the_direction_of_a_line_can_not_be_turned() {
        assertThat(Untrusted.shown("a\u202eb")).isEqualTo("a\\u202eb");
    }

    @Test
    void half_a_character_is_shown_as_its_escape() {
        assertThat(Untrusted.shown("a\ud83d")).isEqualTo("a\\ud83d");
    }

    @Test
    void two_hundred_characters_are_shown_and_not_one_more() {
        assertThat(Untrusted.shown("😀".repeat(200))).isEqualTo("😀".repeat(200));
        assertThat(Untrusted.shown("😀".repeat(201))).isEqualTo("😀".repeat(200) + "…");
    }

    @Test
    void nothing_is_logged_as_null() {
        assertThat(Untrusted.forLog(null)).isEqualTo("null");
    }
}
