package org.pactwatch.compliance.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which moment somebody is shown who asks for none.
 *
 * @param at inside the term, for a record whose terms are long over; {@code null}: now
 */
public record Opening(@Nullable Instant at) {}
