package org.pactwatch.pages.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CellsTest {

    @Test
    void what_a_spreadsheet_takes_for_a_formula_stays_text() {
        for (String start : List.of("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")) {
            assertThat(Cells.text(start + "1+1")).isEqualTo("'" + start + "1+1");
        }
    }

    @Test
    void a_formula_behind_what_parts_cells_and_rows_elsewhere_stays_text() {
        assertThat(Cells.text("A strike;=1+1")).isEqualTo("A strike;'=1+1");
        assertThat(Cells.text("A strike\n@SUM(A1)\t+1;;-1")).isEqualTo("A strike\n'@SUM(A1)\t'+1;;'-1");
        assertThat(Cells.text("A strike; -5 degrees")).isEqualTo("A strike; -5 degrees");
    }

    @Test
    void other_words_and_our_own_numbers_stay_as_they_are() {
        assertThat(Cells.text("A strike = a strike")).isEqualTo("A strike = a strike");
        assertThat(Cells.text(null)).isEmpty();
        assertThat(Cells.ours(-3.5)).isEqualTo("-3.5");
        assertThat(Cells.ours(null)).isEmpty();
    }
}
