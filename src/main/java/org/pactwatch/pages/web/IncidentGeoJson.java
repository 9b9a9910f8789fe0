package org.pactwatch.pages.web;

import org.jspecify.annotations.Nullable;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Place;
import org.pactwatch.incident.Source;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An incident as a feature of a map (RFC 7946). */
final class IncidentGeoJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private IncidentGeoJson() {}

    static ObjectNode feature(IncidentView view) {
        IncidentReport report = view.report();
        Place place = report.place();
        ObjectNode feature = NODES.objectNode().put("type", "Feature").put("id", view.id());
        feature.set("geometry", point(place));
        ObjectNode properties = feature.putObject("properties")
                .put("position", view.position())
                .put("summary", report.summary())
                .put("act", name(report.act()))
                .put("target", name(report.target()))
                .put("facilityOf", report.facilityOf())
                .put("place", place == null ? null : place.name())
                .put("area", place == null ? null : place.area())
                .put("placePrecision", place == null ? null : name(place.precision()))
                .put("occurredFrom", report.occurred().from().toString())
                .put("occurredTo", report.occurred().to().toString())
                .put("occurredPrecision", report.occurred().precision().name())
                .put("reported", report.reported().toString())
                .put("claimant", report.claimant());
        ArrayNode accused = properties.putArray("accused");
        report.accused().forEach(accused::add);
        properties.put("reports", view.reports().size());
        ArrayNode standings = properties.putArray("standings");
        view.standings()
                .forEach(each -> standings
                        .addObject()
                        .put("agreement", each.agreement())
                        .put("commitment", each.commitment())
                        .put("reading", each.reading())
                        .put("standing", each.standing()));
        Source source = view.first().source();
        if (source != null) {
            properties
                    .putObject("source")
                    .put("name", source.name())
                    .put("reliability", name(source.reliability()))
                    .put("credibility", source.credibility());
        }
        ArrayNode withheld = properties.putArray("withheld");
        if (view.first().withheld()) {
            withheld.add("source");
        }
        return feature;
    }

    /** {@code null}, and so JSON's null, for what has no coordinates; longitude first, as RFC 7946 has it. */
    private static @Nullable ObjectNode point(@Nullable Place place) {
        Double longitude = place == null ? null : place.longitude();
        Double latitude = place == null ? null : place.latitude();
        if (longitude == null || latitude == null) {
            return null;
        }
        ObjectNode point = NODES.objectNode().put("type", "Point");
        point.putArray("coordinates").add(longitude).add(latitude);
        return point;
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
