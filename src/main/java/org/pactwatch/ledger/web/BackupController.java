package org.pactwatch.ledger.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.pactwatch.decision.web.Problem;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.Problems;
import org.pactwatch.ledger.LedgerUnavailable;
import org.pactwatch.ledger.jdbc.LedgerBackups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Backups on demand. The file stays on the server: it holds confidential sources in clear. */
@RestController
@RequestMapping("/api/v1/backups")
class BackupController {

    private static final Logger LOG = LoggerFactory.getLogger(BackupController.class);

    private final LedgerBackups backups;

    BackupController(LedgerBackups backups) {
        this.backups = backups;
    }

    /** What there is to say when asking for a backup. */
    record Wish() {}

    @PostMapping
    ResponseEntity<LedgerBackups.Made> make(
            @RequestBody(required = false) @Nullable Wish nothing, HttpServletRequest http) {
        String query = http.getQueryString();
        if (query != null && !query.isBlank()) {
            throw problem(400, "parameter-unknown", "This call takes no parameters. Leave out \"" + query + "\".");
        }
        try {
            return ResponseEntity.status(HttpStatus.CREATED).body(backups.make());
        } catch (LedgerBackups.Busy e) {
            throw problem(409, "backup-running", "A backup is being made. Ask again when it is done.");
        } catch (LedgerBackups.NotHere e) {
            throw problem(409, "backup-elsewhere", String.valueOf(e.getMessage()));
        } catch (LedgerUnavailable e) {
            LOG.error("A backup was asked for and failed.", e);
            throw problem(503, "backup-failed", "The backup could not be made: the server's log says why.");
        }
    }

    private static ProblemException problem(int status, String rule, String detail) {
        return new ProblemException(Problems.of(status, rule, detail, new Problem.Fault[0]));
    }
}
