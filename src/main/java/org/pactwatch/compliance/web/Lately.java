package org.pactwatch.compliance.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.pactwatch.decision.jdbc.Outage;
import org.springframework.http.ResponseEntity;

/**
 * What was answered last to each question about now. While the database is away pollers are given that again: it names
 * the moment and the position that it stands for, and for those it holds.
 */
final class Lately {

    private static final long KEPT_BYTES = 4L << 20;

    private final Cache<String, Answer> answers = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((Weigher<String, Answer>) (question, answer) -> answer.body.get().length + question.length() + 200)
            .build();

    /**
     * An answer, and what its entity tag is made of.
     *
     * @param body written when it is asked for
     */
    record Answer(String what, Moment moment, long since, Supplier<byte[]> body) {

        ResponseEntity<byte[]> to(HttpServletRequest http) {
            return tagged(http).answer(body);
        }

        private Tagged tagged(HttpServletRequest http) {
            return Tagged.of(http, what, moment, since);
        }
    }

    /**
     * Answers by {@code now}, or by what it answered last if the database is away.
     *
     * @param question what is asked about now; the same words for the same question
     */
    ResponseEntity<byte[]> answer(HttpServletRequest http, String question, Supplier<Answer> now) {
        try {
            Answer answer = now.get();
            Tagged tagged = answer.tagged(http);
            if (tagged.isKnown()) {
                return tagged.notModified();
            }
            byte[] body = answer.body.get();
            answers.put(question, new Answer(answer.what, answer.moment, answer.since, () -> body));
            return tagged.answer(() -> body);
        } catch (RuntimeException e) {
            Answer last = Outage.is(e) ? answers.getIfPresent(question) : null;
            if (last == null) {
                throw e;
            }
            return last.to(http);
        }
    }
}
