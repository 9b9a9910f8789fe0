package org.pactwatch.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Citation;

/**
 * What an authority found after inquiring.
 *
 * @param id its own, so that it can be withdrawn
 * @param mandate by what right it inquires
 * @param standard of proof
 * @param attributedTo whose act it was, where it found that
 * @param clause the exception cited, for {@link Outcome#WITHIN_EXCEPTION}
 */
public record Finding(
        String id,
        String authority,
        @Nullable String mandate,
        @Nullable String standard,
        Outcome outcome,
        List<String> attributedTo,
        @Nullable String clause,
        @Nullable String reasons,
        List<Citation> citations) {}
