package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.reference.HttpPlay;

/**
 * Random histories, played against the server over HTTP and compared, field by field, with a model that shares no code
 * with it; {@code -Dreference.http.seeds=N} for more than 15, {@code -Dreference.http.first=N} for others.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReferenceOverHttpTest {

    private static final long FIRST = Long.getLong("reference.http.first", 1);
    private static final int SEEDS = Integer.getInteger("reference.http.seeds", 15);

    @Test
    void the_server_answers_by_the_rules() throws Exception {
        RunningServer server = RunningServer.real();
        String run = Long.toString(Instant.now().toEpochMilli(), 36);
        HttpPlay play = new HttpPlay(server.baseUrl(), HttpPlay.tokens(server.demoTokens()), run);
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            assertThat(play.play(seed)).isEmpty();
        }
    }
}
