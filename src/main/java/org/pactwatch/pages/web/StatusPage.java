package org.pactwatch.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.web.UnregisteredFiles;
import org.pactwatch.compliance.Verdict;
import org.pactwatch.compliance.axon.BearingProjector;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.compliance.axon.Rebuilding;
import org.pactwatch.compliance.web.Ask;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.axon.Projection;
import org.pactwatch.ledger.axon.ProjectionWatch;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** How the server itself is doing, and where the record stands. */
@Controller
class StatusPage {

    private final Pages pages;
    private final Progress progress;
    private final Ledger ledger;
    private final ProjectionWatch watch;
    private final Deployment deployment;
    private final UnregisteredFiles files;
    private final Rebuilding rebuilding;

    StatusPage(
            Pages pages,
            Progress progress,
            Ledger ledger,
            ProjectionWatch watch,
            Deployment deployment,
            UnregisteredFiles files,
            Rebuilding rebuilding) {
        this.pages = pages;
        this.progress = progress;
        this.ledger = ledger;
        this.watch = watch;
        this.deployment = deployment;
        this.files = files;
        this.rebuilding = rebuilding;
    }

    /** How answers keep up with the record. */
    public enum Answers {
        CURRENT,
        BEHIND,
        STOPPED
    }

    /**
     * The last entry on record.
     *
     * @param head its position; 0 while nothing is recorded
     * @param recorded when; {@code null} while nothing is
     * @param id of its event; {@code null} while nothing is
     */
    public record Head(
            long head, @Nullable Instant recorded, @Nullable String id) {}

    @GetMapping("/status")
    ResponseEntity<byte[]> status(HttpServletRequest http, Visit visit) {
        new Ask(http); // It takes no parameters.
        Map<String, Object> model = new HashMap<>();
        Optional<Head> head = head();
        long position = progress.position();
        model.put("position", position);
        model.put("head", head.orElse(null));
        model.put("lag", head.map(last -> Math.max(0, last.head() - position)).orElse(0L));
        model.put("answers", answers(head.map(Head::head).orElse(position), position));
        model.put(
                "stoppedAt",
                projection()
                        .map(Projection::failure)
                        .map(failure -> failure.position())
                        .orElse(null));
        model.put("rebuild", rebuilding.pace().orElse(null));
        model.put("deployment", deployment);
        model.put("rules", Verdict.RULES);
        model.put("files", files.all());
        return pages.page(http, visit, "status", 200, model);
    }

    /** Empty where the ledger can't be read: then the page says that. */
    private Optional<Head> head() {
        try {
            long head = ledger.head();
            Optional<Entry> last = head == 0 ? Optional.empty() : ledger.at(head);
            return Optional.of(new Head(
                    head,
                    last.map(Entry::recorded).orElse(null),
                    last.map(Entry::eventId).orElse(null)));
        } catch (LedgerUnavailable unreadable) {
            return Optional.empty();
        }
    }

    private Optional<Projection> projection() {
        return watch.of(BearingProjector.NAME);
    }

    private Answers answers(long head, long position) {
        Projection projection = projection().orElse(null);
        if (projection == null || !projection.running() || projection.failure() != null) {
            return Answers.STOPPED;
        }
        return position < head ? Answers.BEHIND : Answers.CURRENT;
    }
}
