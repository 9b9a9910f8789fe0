package org.pactwatch.agreement.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.pactwatch.access.Subject;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.AgreementCommand.Declare;
import org.pactwatch.agreement.AgreementCommand.RegisterAgreement;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.ledger.web.RecordingEdge;
import org.pactwatch.ledger.web.RecordingEdge.Answer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What registrars put on record. */
@RestController
@RequestMapping("/api/v1/agreements")
class AgreementRecording {

    private final RecordingEdge edge;

    AgreementRecording(RecordingEdge edge) {
        this.edge = edge;
    }

    /** @param position of the event in the ledger: ask with {@code minPosition} to see its effect */
    record Receipt(String id, long position) {}

    @PostMapping
    ResponseEntity<Receipt> register(@RequestBody Agreement agreement, Subject subject, HttpServletRequest http) {
        Answer answer = edge.record(new RegisterAgreement(agreement), subject, http);
        Receipt receipt = new Receipt(answer.id(), answer.position());
        return answer.created()
                ? ResponseEntity.created(URI.create("/api/v1/agreements/" + answer.id()))
                        .body(receipt)
                : ResponseEntity.ok(receipt);
    }

    @PostMapping("/{id}/declarations")
    ResponseEntity<Receipt> declare(
            @PathVariable String id, @RequestBody Declaration declaration, Subject subject, HttpServletRequest http) {
        Answer answer = edge.record(new Declare(id, declaration), subject, http);
        return ResponseEntity.status(answer.created() ? 201 : 200).body(new Receipt(answer.id(), answer.position()));
    }
}
