package org.pactwatch.compliance;

import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.Verdict.Transition;

/**
 * What time alone makes of a commitment under one reading: a verdict without the incidents.
 *
 * @param force at the moment asked about
 * @param next the next change of force that is known to lie ahead; {@code null} if there is none
 */
public record Outlook(Force force, @Nullable Transition next) {}
