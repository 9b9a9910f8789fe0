package org.pactwatch.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is known: everything recorded up to a position, in the order of recording (rule 1). It knows no reading and
 * judges nothing.
 */
final class Known {

    /** One accepted call. */
    record Entry(String call, JsonNode body, long position, Instant recorded, String id) {}

    /** Something said of consent. {@code order} breaks ties within one record: instruments, then consents. */
    record Consent(Instant at, String consent, long position, int order) {}

    /** A RELEASE or a WAIVER of one commitment. */
    record Declared(Instant at, long position, JsonNode body) {}

    /** A delivery that no known correction has replaced. */
    record Delivery(Instant at, long position, long quantity, boolean confirmed) {}

    /** What {@code claimant} says last of {@code accused}, in one incident. */
    record Stance(String claimant, String accused, String stance, long position) {
        boolean accuses() {
            return stance.equals("ASSERTS") || stance.equals("COUNTER_ACCUSES");
        }
    }

    record Finding(String authority, String outcome, List<String> attributedTo, long position) {}

    private final List<Entry> entries;

    private Known(List<Entry> entries) {
        this.entries = entries;
    }

    static Known upTo(long position, List<Entry> all) {
        return new Known(
                all.stream().filter(entry -> entry.position() <= position).toList());
    }

    Known before(long position) {
        return upTo(position - 1, entries);
    }

    // ---- Agreements and readings

    List<JsonNode> agreements() {
        return called("POST /agreements").stream().map(Entry::body).toList();
    }

    @Nullable
    JsonNode agreement(String id) {
        for (JsonNode agreement : agreements()) {
            if (Json.text(agreement, "id").equals(id)) {
                return agreement;
            }
        }
        return null;
    }

    /** Ordered by id. Rule 7: where none has been declared there is one, called {@code as-written}. */
    List<Lens> readings(JsonNode agreement) {
        List<Lens> readings = new ArrayList<>();
        for (JsonNode reading : Json.list(agreement, "readings")) {
            readings.add(new Lens(agreement, reading));
        }
        for (Entry declared : declarations(agreement, "READING")) {
            readings.add(new Lens(agreement, declared.body()));
        }
        if (readings.isEmpty()) {
            readings.add(Lens.asWritten(agreement));
        }
        readings.sort(Comparator.comparing(lens -> Json.text(lens.reading(), "id")));
        return readings;
    }

    // ---- Declarations

    private List<Entry> declarations(JsonNode agreement, String type) {
        return called("POST /agreements/" + Json.text(agreement, "id") + "/declarations").stream()
                .filter(entry -> Json.text(entry.body(), "type").equals(type))
                .toList();
    }

    /** Rule 8: what the obligor of a commitment has said of consent, its ORDERs included. */
    List<Consent> consents(JsonNode agreement, JsonNode commitment) {
        List<Consent> consents = new ArrayList<>();
        for (Entry registered : called("POST /agreements")) {
            if (Json.text(registered.body(), "id").equals(Json.text(agreement, "id"))) {
                for (JsonNode instrument : Json.list(agreement, "instruments")) {
                    addOrder(consents, instrument, commitment, registered.position());
                }
                for (JsonNode consent : Json.list(agreement, "consents")) {
                    addConsent(consents, consent, commitment, registered.position());
                }
            }
        }
        for (Entry declared : declarations(agreement, "INSTRUMENT")) {
            addOrder(consents, declared.body(), commitment, declared.position());
        }
        for (Entry declared : declarations(agreement, "CONSENT")) {
            addConsent(consents, declared.body(), commitment, declared.position());
        }
        return consents;
    }

    private static void addConsent(List<Consent> consents, JsonNode said, JsonNode commitment, long position) {
        boolean byObligor = Json.text(said, "party").equals(Json.text(commitment, "obligor"));
        if (byObligor && concerns(said, commitment)) {
            String consent = Json.text(said, "consent");
            consents.add(new Consent(Json.instant(said, "at"), consent, position, consents.size()));
        }
    }

    /** Rule 8: an ORDER of the obligor counts as ACCEPTED at its {@code at}, of an interval its {@code to}. */
    private static void addOrder(List<Consent> consents, JsonNode instrument, JsonNode commitment, long position) {
        boolean byObligor = Json.text(commitment, "obligor").equals(Json.textOrNull(instrument, "by"));
        if (Json.text(instrument, "kind").equals("ORDER") && byObligor && concerns(instrument, commitment)) {
            boolean interval = instrument.path("at").isObject();
            Instant at = interval ? Json.instant(instrument.path("at"), "to") : Json.instant(instrument, "at");
            consents.add(new Consent(at, "ACCEPTED", position, consents.size()));
        }
    }

    /** A declaration that names no commitment concerns all of them. */
    private static boolean concerns(JsonNode said, JsonNode commitment) {
        return !Json.has(said, "commitment") || Json.text(said, "commitment").equals(Json.text(commitment, "key"));
    }

    /** The RELEASEs or the WAIVERs of a commitment, in the order of recording. */
    List<Declared> declared(String type, JsonNode agreement, String commitment) {
        return declarations(agreement, type).stream()
                .filter(entry -> Json.text(entry.body(), "commitment").equals(commitment))
                .map(entry -> new Declared(Json.instant(entry.body(), "at"), entry.position(), entry.body()))
                .toList();
    }

    /** Rule 27: the deliveries on a commitment, by the moment they happened; a correction replaces in full. */
    List<Delivery> deliveries(JsonNode agreement, JsonNode commitment) {
        List<Entry> all = declarations(agreement, "DELIVERY");
        Set<String> replaced = new HashSet<>();
        for (Entry delivery : all) {
            String corrects = Json.textOrNull(delivery.body(), "corrects");
            if (corrects != null) {
                replaced.add(corrects);
            }
        }
        return all.stream()
                .filter(entry -> concerns(entry.body(), commitment))
                .filter(entry -> !replaced.contains(Json.text(entry.body(), "id")))
                .map(entry -> new Delivery(
                        Json.instant(entry.body(), "at"),
                        entry.position(),
                        entry.body().path("quantity").asLong(),
                        isConfirmed(entry.body(), agreement, commitment)))
                .sorted(Comparator.comparing(Delivery::at).thenComparingLong(Delivery::position))
                .toList();
    }

    /** Rule 27: by the beneficiary, or a MEDIATOR, GUARANTOR or FACILITATOR; no beneficiary: any but the obligor. */
    private static boolean isConfirmed(JsonNode delivery, JsonNode agreement, JsonNode commitment) {
        String beneficiary = Json.textOrNull(commitment, "beneficiary");
        for (String by : Json.strings(delivery, "confirmedBy")) {
            boolean entitled = beneficiary == null
                    ? !by.equals(Json.text(commitment, "obligor"))
                    : by.equals(beneficiary) || isThirdParty(agreement, by);
            if (entitled) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThirdParty(JsonNode agreement, String id) {
        for (JsonNode party : Json.list(agreement, "parties")) {
            if (Json.text(party, "id").equals(id)) {
                List<String> roles = Json.strings(party, "roles");
                return roles.contains("MEDIATOR") || roles.contains("GUARANTOR") || roles.contains("FACILITATOR");
            }
        }
        return false;
    }

    // ---- Incidents

    /** The first report of each incident: its facts. Further reports add accusations only. */
    List<Entry> incidents() {
        return called("POST /incidents");
    }

    /** Rule 19: what each claimant says last of each party, in one incident. */
    Collection<Stance> stances(String incident) {
        Map<List<String>, Stance> latest = new LinkedHashMap<>();
        for (Entry entry : entries) {
            boolean first = entry.call().equals("POST /incidents") && entry.id().equals(incident);
            if (first || entry.call().equals("POST /incidents/" + incident + "/reports")) {
                String claimant = Json.textOrNull(entry.body(), "claimant");
                for (String accused : Json.strings(entry.body(), "accused")) {
                    // Rule 19: a report asserts for its claimant; without one, for UNATTRIBUTED.
                    String asserting = claimant == null ? "UNATTRIBUTED" : claimant;
                    Stance stance = new Stance(asserting, accused, "ASSERTS", entry.position());
                    latest.put(List.of(stance.claimant(), accused), stance);
                }
            }
            if (entry.call().equals("POST /incidents/" + incident + "/attributions")) {
                Stance stance = new Stance(
                        Json.text(entry.body(), "claimant"),
                        Json.text(entry.body(), "accused"),
                        Json.text(entry.body(), "stance"),
                        entry.position());
                latest.put(List.of(stance.claimant(), stance.accused()), stance);
            }
        }
        return latest.values();
    }

    /** Rule 22: the latest not withdrawn finding of each authority. */
    Collection<Finding> findings(String incident) {
        List<Entry> all = called("POST /incidents/" + incident + "/findings");
        Set<Long> withdrawn = new HashSet<>();
        for (Entry entry : all) {
            if (Json.has(entry.body(), "withdraws")) {
                withdrawn.add(entry.body().path("withdraws").asLong());
            }
        }
        Map<String, Finding> latest = new LinkedHashMap<>();
        for (Entry entry : all) {
            if (!Json.has(entry.body(), "withdraws") && !withdrawn.contains(entry.position())) {
                String authority = Json.text(entry.body(), "authority");
                String outcome = Json.text(entry.body(), "outcome");
                List<String> attributedTo = Json.strings(entry.body(), "attributedTo");
                latest.put(authority, new Finding(authority, outcome, attributedTo, entry.position()));
            }
        }
        return latest.values();
    }

    private List<Entry> called(String call) {
        return entries.stream().filter(entry -> entry.call().equals(call)).toList();
    }
}
