package org.pactwatch.incident;

import java.util.List;
import org.pactwatch.agreement.Citation;

/**
 * A claim about who did it. Claims stand side by side; none overwrites another's.
 *
 * @param accused whom it speaks of
 * @param claimant who says it; about oneself, ASSERTS admits
 */
public record Attribution(String accused, String claimant, Stance stance, List<Citation> citations) {}
