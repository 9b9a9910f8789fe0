package org.pactwatch.ledger.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Subject;
import org.pactwatch.decision.Rejection;
import org.pactwatch.decision.web.Problem;
import org.pactwatch.decision.web.ProblemException;
import org.pactwatch.decision.web.Problems;
import org.pactwatch.decision.web.RejectedException;
import org.pactwatch.ledger.Entry;
import org.pactwatch.ledger.Ledger;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The record itself, event by event, in the order of positions. */
@RestController
@RequestMapping("/api/v1/history")
class HistoryController {

    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final MediaType JSONL = MediaType.parseMediaType("application/jsonl");
    private static final MediaType NDJSON = MediaType.parseMediaType("application/x-ndjson");

    private final Ledger ledger;
    private final JsonMapper mapper = JsonMapper.builder().build();

    HistoryController(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Up to {@code limit} events that follow the position {@code after}.
     *
     * @param subject only those of this agreement or incident
     */
    @GetMapping
    ResponseEntity<byte[]> list(
            @RequestParam(name = "after", defaultValue = "0") String afterText,
            @RequestParam(name = "limit", defaultValue = "" + USUAL) String limitText,
            @RequestParam(required = false) @Nullable String subject,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept,
            Subject asker,
            HttpServletRequest http) {
        refuseUnknown(http, List.of("after", "limit", "subject"));
        long after = number("after", afterText, 0, Long.MAX_VALUE / 10);
        int limit = (int) number("limit", limitText, 1, MOST);
        List<Entry> entries = subject == null ? ledger.after(after, limit) : ledger.after(after, limit, subject);
        String next =
                entries.size() == limit ? Long.toString(entries.get(limit - 1).position()) : null;
        MediaType lines = lines(accept);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header(HttpHeaders.VARY, "Authorization, Accept");
        if (next != null) {
            UriComponentsBuilder link = UriComponentsBuilder.fromPath("/api/v1/history")
                    .queryParam("after", next)
                    .queryParam("limit", limit);
            if (subject != null) {
                link.queryParam("subject", "{subject}");
            }
            String uri =
                    link.encode().buildAndExpand(subject == null ? "" : subject).toUriString();
            answer.header(HttpHeaders.LINK, "<" + uri + ">; rel=\"next\"");
        }
        return lines == null
                ? answer.contentType(MediaType.APPLICATION_JSON).body(list(entries, next, asker))
                : answer.contentType(lines).body(lines(entries, asker));
    }

    private static @Nullable MediaType lines(String accept) {
        for (MediaType wanted : List.of(JSONL, NDJSON)) {
            if (accept.contains(wanted.toString())) {
                return wanted;
            }
        }
        return null;
    }

    private byte[] list(List<Entry> entries, @Nullable String next, Subject asker) {
        ObjectNode json = mapper.createObjectNode();
        ArrayNode items = json.putArray("items");
        entries.forEach(entry -> items.add(CloudEvents.write(entry, asker)));
        json.put("next", next);
        return mapper.writeValueAsBytes(json);
    }

    private byte[] lines(List<Entry> entries, Subject asker) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            lines.writeBytes(mapper.writeValueAsBytes(CloudEvents.write(entry, asker)));
            lines.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
        }
        return lines.toByteArray();
    }

    @GetMapping("/{position}")
    ResponseEntity<byte[]> one(@PathVariable(name = "position") String text, Subject asker, HttpServletRequest http) {
        refuseUnknown(http, List.of());
        long position = number("position", text, 0, Long.MAX_VALUE / 10);
        Entry entry = ledger.at(position)
                .orElseThrow(() -> new RejectedException(Rejection.unknown(
                        "unknown-position",
                        "Nothing is recorded at position " + position + ". The last is at " + ledger.head() + ".")));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .body(mapper.writeValueAsBytes(CloudEvents.write(entry, asker)));
    }

    private static void refuseUnknown(HttpServletRequest http, List<String> known) {
        for (String name : http.getParameterMap().keySet()) {
            if (!known.contains(name)) {
                throw bad(
                        "parameter-unknown",
                        name,
                        http.getParameter(name),
                        "This call takes no parameter \"" + name + "\".",
                        known.isEmpty() ? "It takes none." : "It takes " + String.join(", ", known) + ".");
            }
        }
    }

    private static long number(String name, String text, long least, long most) {
        if (text.matches("\\d{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw bad(
                "number-out-of-range",
                name,
                text,
                "This is no whole number from " + least + " to " + most + ".",
                "Write one, in digits.");
    }

    private static ProblemException bad(String rule, String name, @Nullable String value, String reason, String fix) {
        return new ProblemException(
                Problems.of(400, rule, reason + " " + fix, Problem.Fault.parameter(name, value, reason, fix)));
    }
}
