package org.pactwatch.ledger.axon;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import org.axonframework.common.IdentifierFactory;

/** Ids for Axon's messages as UUIDv7: Axon's own factory blocks on the random source, and random ids scatter indexes. */
public final class TimeOrderedIdentifiers extends IdentifierFactory {

    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    @Override
    public String generateIdentifier() {
        return GENERATOR.generate().toString();
    }
}
