package org.pactwatch.compliance.jdbc;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Asks the slot that answers come from. After a switch the other one is emptied, whoever may be reading it; so each
 * question looks afterwards whether there was a switch, and then asks again.
 */
final class ActiveSlot {

    private final JdbcTemplate jdbc;
    private volatile @Nullable Stand known;

    ActiveSlot(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param question may be asked more than once; not within a transaction of the caller's */
    <T> T read(Function<Slot, T> question) {
        Stand before = known;
        if (before == null) {
            before = Stand.read(jdbc);
        }
        while (true) {
            Supplier<T> answer = ask(question, before.slot());
            Stand after = Stand.read(jdbc);
            known = after;
            if (after.switches() == before.switches()) {
                return answer.get();
            }
            before = after;
        }
    }

    /** A failure, too, counts only if there was no switch. */
    private static <T> Supplier<T> ask(Function<Slot, T> question, Slot slot) {
        try {
            T answer = question.apply(slot);
            return () -> answer;
        } catch (DataAccessException e) {
            return () -> {
                throw e;
            };
        }
    }
}
