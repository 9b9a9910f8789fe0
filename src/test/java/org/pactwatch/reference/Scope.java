package org.pactwatch.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rule 20. */
final class Scope {

    /** §2: what the group ENERGY stands for. */
    static final List<String> ENERGY = List.of(
            "OIL_REFINERY",
            "OIL_GAS_PIPELINE",
            "OIL_GAS_STORAGE",
            "PUMPING_STATION",
            "POWER_GENERATION",
            "SUBSTATION",
            "TRANSMISSION_DISTRIBUTION",
            "NUCLEAR_PLANT",
            "HYDRO_DAM");

    private Scope() {}

    static boolean covers(JsonNode scope, JsonNode report) {
        String target = Json.textOrNull(report, "target");
        return admits(scope, "acts", Json.textOrNull(report, "act"))
                && admits(scope, "targets", target)
                && !(target != null && listed(scope, "exclusions", target))
                && admits(scope, "facilitiesOf", Json.textOrNull(report, "facilityOf"))
                && admits(scope, "areas", Json.textOrNull(report.path("place"), "area"));
    }

    /** What is unknown excludes nothing; what the scope doesn't list is not limited. */
    private static boolean admits(JsonNode scope, String list, @Nullable String value) {
        return value == null || !Json.has(scope, list) || listed(scope, list, value);
    }

    private static boolean listed(JsonNode scope, String list, String value) {
        List<String> members = Json.strings(scope, list);
        return members.contains(value) || (members.contains("ENERGY") && ENERGY.contains(value));
    }
}
