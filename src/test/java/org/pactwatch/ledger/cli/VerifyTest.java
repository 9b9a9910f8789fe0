package org.pactwatch.ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pactwatch.config.ToolRun;
import org.pactwatch.ledger.jdbc.LedgerPlace;

/** {@code ledger verify} on a file of H2; what it looks for is RecordCheckTest's. */
class VerifyTest {

    @TempDir
    private Path data = Path.of("");

    @Test
    void a_whole_record_is_counted_and_has_a_digest() {
        Records.fill(Records.h2(data), "a", 2_500);
        ToolRun run = verify();
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("checking 2,500 of 2,500 entries (100 %)")
                .contains("OK: 2500 entries about 834 agreements and incidents in jdbc:h2:file:")
                .containsPattern("Digest: [0-9a-f]{64}\\n");
        assertThat(run.err()).isEmpty();
        assertThat(verify().out()).endsWith(run.out().substring(run.out().indexOf("OK: ")));
    }

    @Test
    void an_empty_record_is_whole() {
        Records.pool(Records.h2(data)).close();
        assertThat(verify().out()).contains("OK: 0 entries");
    }

    @Test
    void the_first_position_that_is_wrong_is_named_without_its_words() {
        LedgerPlace h2 = Records.h2(data);
        Records.fill(h2, "a", 2_500);
        for (String change : List.of(
                "update ledger_entry set payload = '{\"informant\":1}' where position in (2345, 2400)",
                "update ledger_entry set metadata = payload where position = 2341",
                "update ledger_entry set recorded = timestamp '2001-01-01 00:00:00' where position = 2022",
                "update ledger_entry set sequence = 400 where position = 2003",
                "delete from ledger_entry where position = 1700")) {
            Records.sql(h2, change);
            ToolRun run = verify();
            String position = change.replaceFirst(".*position (?:= |in \\()(\\d+).*", "$1");
            assertThat(run.exit()).as(change).isEqualTo(1);
            assertThat(run.err()).as(change).startsWith("Position " + position + " of jdbc:h2:file:");
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.out() + run.err()).doesNotContain("informant", "OK");
        }
    }

    private ToolRun verify() {
        return ToolRun.of("ledger", "verify", "--data", data.toString(), "--example=false");
    }
}
