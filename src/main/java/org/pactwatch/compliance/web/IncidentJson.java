package org.pactwatch.compliance.web;

import java.util.List;
import org.pactwatch.access.Subject;
import org.pactwatch.access.web.Withholding;
import org.pactwatch.compliance.Fact;
import org.pactwatch.compliance.IncidentFacts;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.Finding;
import org.pactwatch.incident.web.IncidentViews.StandingView;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes an incident: the facts of its first report, and every claim and finding side by side. */
@Component
class IncidentJson {

    private final JsonMapper mapper;
    private final Settings settings;

    IncidentJson(JsonMapper mapper, Settings settings) {
        this.mapper = mapper;
        this.settings = settings;
    }

    ObjectNode write(IncidentFacts incident, List<StandingView> standings, Subject asker) {
        ObjectNode json = mapper.createObjectNode()
                .put("id", incident.id())
                .put("position", incident.position())
                .put("reconstructed", settings.reconstructed());
        json.setAll(mapper.<ObjectNode>valueToTree(incident.report()));
        ArrayNode reports = json.putArray("reports");
        incident.reports()
                .forEach(fact ->
                        reports.add(mapper.<ObjectNode>valueToTree(fact.what()).put("position", fact.position())));
        ArrayNode attributions = json.putArray("attributions");
        for (Fact<Attribution> fact : incident.attributions()) {
            attributions.add(mapper.<ObjectNode>valueToTree(fact.what()).put("position", fact.position()));
        }
        ArrayNode findings = json.putArray("findings");
        incident.findings().forEach(fact -> findings.add(finding(incident, fact)));
        json.set("standings", mapper.valueToTree(standings));
        json.putArray("withheld");
        return Withholding.apply(json, asker);
    }

    private ObjectNode finding(IncidentFacts incident, Fact<Finding> fact) {
        ObjectNode json = mapper.<ObjectNode>valueToTree(fact.what()).put("position", fact.position());
        Fact<String> withdrawal = incident.withdrawal(fact.what());
        if (withdrawal == null) {
            return json.putNull("withdrawn");
        }
        json.putObject("withdrawn").put("reasons", withdrawal.what()).put("position", withdrawal.position());
        return json;
    }
}
