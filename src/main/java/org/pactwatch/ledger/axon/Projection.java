package org.pactwatch.ledger.axon;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a processor of events stands on this node.
 *
 * @param name the processor's name
 * @param running whether it was started and not stopped; a failed one runs on and tries again
 * @param applied the last position that it has applied or had no handler for; empty while another node, or none, has it
 * @param caughtUp whether it had come to the end of the ledger when it last looked
 * @param replaying whether it was reset and is not yet back to where it stood
 * @param failure why it stands still; {@code null} if it does not
 */
public record Projection(
        String name,
        boolean running,
        OptionalLong applied,
        boolean caughtUp,
        boolean replaying,
        @Nullable Failure failure) {}
