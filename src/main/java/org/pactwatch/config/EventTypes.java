package org.pactwatch.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.pactwatch.agreement.AgreementEvent;
import org.pactwatch.incident.IncidentEvent;
import org.pactwatch.ledger.axon.EventCodec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names by which events stand in the ledger, and their JSON. A name never changes its meaning: what was written once
 * must load for ever, and a golden file of each is among the tests.
 */
public final class EventTypes implements EventCodec {

    private static final String REVISION = "1";
    private static final Map<String, Class<?>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("agreement.registered", AgreementEvent.AgreementRegistered.class);
        BY_NAME.put("agreement.consent-declared", AgreementEvent.ConsentDeclared.class);
        BY_NAME.put("agreement.instrument-recorded", AgreementEvent.InstrumentRecorded.class);
        BY_NAME.put("agreement.reading-declared", AgreementEvent.ReadingDeclared.class);
        BY_NAME.put("agreement.negotiation-item-recorded", AgreementEvent.NegotiationItemRecorded.class);
        BY_NAME.put("agreement.delivery-recorded", AgreementEvent.HandoverRecorded.class);
        BY_NAME.put("agreement.release-declared", AgreementEvent.ReleaseDeclared.class);
        BY_NAME.put("agreement.reservation-declared", AgreementEvent.ReservationDeclared.class);
        BY_NAME.put("agreement.waiver-declared", AgreementEvent.WaiverDeclared.class);
        BY_NAME.put("agreement.aggregate-claim-recorded", AgreementEvent.AggregateClaimRecorded.class);
        BY_NAME.put("incident.reported", IncidentEvent.IncidentReported.class);
        BY_NAME.put("incident.report-added", IncidentEvent.ReportAdded.class);
        BY_NAME.put("incident.attribution-recorded", IncidentEvent.AttributionRecorded.class);
        BY_NAME.put("incident.finding-recorded", IncidentEvent.FindingRecorded.class);
        BY_NAME.put("incident.finding-withdrawn", IncidentEvent.FindingWithdrawn.class);
    }

    private final Map<Class<?>, String> names = new HashMap<>();
    private final JsonMapper json = JsonMapper.builder()
            .addModule(new DomainModule())
            // The record outlives this version: what it can't read to the last member it must not pretend to know.
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    public EventTypes() {
        BY_NAME.forEach((name, type) -> names.put(type, name));
    }

    /** Every name, and the class that it stands for today. */
    public static Map<String, Class<?>> all() {
        return Map.copyOf(BY_NAME);
    }

    @Override
    public String typeOf(Class<?> event) {
        String name = names.get(event);
        if (name == null) {
            throw new IllegalArgumentException(event + " has no name in the ledger.");
        }
        return name;
    }

    @Override
    public String revisionOf(Class<?> event) {
        return REVISION;
    }

    @Override
    public String write(Object event) {
        return json.writeValueAsString(event);
    }

    @Override
    public Object read(String type, String revision, String payload) {
        Class<?> event = BY_NAME.get(type);
        if (event == null || !revision.equals(REVISION)) {
            throw new IllegalArgumentException("No event is called " + type + ", revision " + revision + ".");
        }
        try {
            return json.readValue(payload, event);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("This is no " + type + ": " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public Set<String> types() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }

    @Override
    public String writeMetadata(Map<String, ?> metadata) {
        return json.writeValueAsString(metadata);
    }

    @Override
    public Map<String, ?> readMetadata(String metadata) {
        return json.readValue(metadata, new TypeReference<LinkedHashMap<String, Object>>() {});
    }
}
