package org.pactwatch.decision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.pactwatch.decision.jdbc.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nobody foresaw: the whole story goes into the log, a reference to it into the answer, and nothing else. */
final class Unforeseen {

    private static final Logger log = LoggerFactory.getLogger(Unforeseen.class);

    private Unforeseen() {}

    static Problem report(Throwable cause, HttpServletRequest request) {
        if (Outage.is(cause)) {
            // Without its stack: as many are asked as poll, and the ledger's own log says once what is the matter.
            log.debug("The database does not answer.", cause);
            return Problems.of(
                    503,
                    "database-away",
                    "The database does not answer, so this can't be looked up now. Ask again in a moment.");
        }
        String reference = UUID.randomUUID().toString();
        log.error(
                "{} {} failed; its reference is {}",
                Untrusted.forLog(request.getMethod()),
                Untrusted.forLog(ProblemWriter.path(request)),
                reference,
                cause);
        return Problems.of(
                        500,
                        "internal-error",
                        "Something went wrong here, not with the request. Whoever runs this server finds it in the log"
                                + " under " + reference + ".")
                .referredToAs(reference);
    }
}
