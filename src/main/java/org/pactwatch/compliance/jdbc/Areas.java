package org.pactwatch.compliance.jdbc;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Scope;

/**
 * Areas that a scope treats alike: those it may speak of, or the others.
 *
 * @param sample one of them; {@code null}: unknown
 * @param sql a condition that holds for them, to follow others
 * @param listed its values
 */
record Areas(@Nullable String sample, String sql, List<String> listed) {

    /** No place is called so. */
    private static final String ELSEWHERE = "\0";

    static List<Areas> of(Scope scope) {
        List<String> listed = scope.areas();
        if (listed == null) {
            return List.of(new Areas(null, "", List.of()));
        }
        if (listed.isEmpty()) {
            return List.of(
                    new Areas(null, " and area is null", listed),
                    new Areas(ELSEWHERE, " and area is not null", listed));
        }
        String marks = String.join(", ", Collections.nCopies(listed.size(), "?"));
        return List.of(
                new Areas(null, " and (area is null or area in (" + marks + "))", listed),
                new Areas(ELSEWHERE, " and area not in (" + marks + ")", listed));
    }
}
