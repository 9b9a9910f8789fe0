package org.pactwatch.pages.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.access.Subject;
import org.pactwatch.compliance.Fact;
import org.pactwatch.compliance.IncidentFacts;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.web.IncidentSearch;
import org.pactwatch.incident.Attribution;
import org.pactwatch.incident.Finding;
import org.pactwatch.incident.IncidentReport;
import org.pactwatch.incident.Source;
import org.pactwatch.incident.Stance;
import org.pactwatch.incident.web.IncidentViews.StandingView;

/** One incident, as far as somebody may see it: claims and findings side by side, none of them trusted. */
public final class IncidentView {

    private final IncidentFacts incident;
    private final List<StandingView> standings;
    private final boolean seesConfidential;
    private final Map<String, String> parties;

    IncidentView(IncidentSearch.Found found, Subject asker, Map<String, String> parties) {
        this(found, asker.seesConfidential(), parties);
    }

    /** @param seesConfidential does whoever reads it? */
    IncidentView(IncidentSearch.Found found, boolean seesConfidential, Map<String, String> parties) {
        this.incident = found.incident();
        this.standings = found.standings();
        this.seesConfidential = seesConfidential;
        this.parties = parties;
    }

    public String id() {
        return incident.id();
    }

    public String path() {
        return Ways.incident(incident.id());
    }

    /** Position of the last event. */
    public long position() {
        return incident.position();
    }

    /** The first report: further ones add accusations, not facts. */
    public Report first() {
        return reports().get(0);
    }

    /** What the first report says. */
    public IncidentReport report() {
        return incident.report();
    }

    /** One report, and where it is recorded. */
    public record Report(IncidentReport said, long position, boolean seesConfidential) {

        /** {@code null} if none is given, or it is {@link #withheld}. */
        public @Nullable Source source() {
            return withheld() ? null : said.source();
        }

        public boolean withheld() {
            Source source = said.source();
            return source != null && source.confidential() && !seesConfidential;
        }
    }

    public List<Report> reports() {
        return incident.reports().stream()
                .map(fact -> new Report(fact.what(), fact.position(), seesConfidential))
                .toList();
    }

    /** As it is called, with its code; the code alone if nobody recorded calls it anything. */
    public String party(String code) {
        String name = parties.get(code);
        return name == null || name.equals(code) ? code : name + " (" + code + ")";
    }

    /** What is said of one party's part, by how it is said. */
    public record Part(String accused, Map<String, List<Claim>> byStance) {}

    /**
     * Somebody's word.
     *
     * @param superseded has the same claimant said something later of the same party?
     */
    public record Claim(Attribution said, long position, boolean superseded) {}

    /** One for each party that somebody speaks of, by code; each with every stance. */
    public List<Part> parts() {
        Map<String, List<Fact<Attribution>>> byAccused = incident.attributions().stream()
                .collect(Collectors.groupingBy(fact -> fact.what().accused(), TreeMap::new, Collectors.toList()));
        List<Part> parts = new ArrayList<>();
        byAccused.forEach((accused, said) -> {
            Map<String, List<Claim>> byStance = new TreeMap<>();
            for (Stance stance : Stance.values()) {
                byStance.put(
                        stance.name(),
                        said.stream()
                                .filter(fact -> fact.what().stance() == stance)
                                .map(fact -> new Claim(fact.what(), fact.position(), superseded(fact, said)))
                                .toList());
            }
            parts.add(new Part(accused, byStance));
        });
        return parts;
    }

    /** Whom somebody accuses, first or in return, and has not said otherwise since; by code. */
    public List<String> accused() {
        return parts().stream()
                .filter(part -> Stream.of(Stance.ASSERTS, Stance.COUNTER_ACCUSES)
                        .flatMap(stance -> part.byStance().getOrDefault(stance.name(), List.of()).stream())
                        .anyMatch(claim -> !claim.superseded()))
                .map(Part::accused)
                .toList();
    }

    private static boolean superseded(Fact<Attribution> word, List<Fact<Attribution>> said) {
        return said.stream()
                .anyMatch(later -> later.position() > word.position()
                        && later.what().claimant().equals(word.what().claimant()));
    }

    /**
     * What one authority found.
     *
     * @param withdrawn why and where; {@code null} if it stands
     */
    public record Found(
            Finding finding, long position, @Nullable Fact<String> withdrawn) {}

    /** What was found, by authority; withdrawn findings too. */
    public Map<String, List<Found>> findings() {
        Map<String, List<Found>> byAuthority = new TreeMap<>();
        for (Fact<Finding> fact : incident.findings()) {
            byAuthority
                    .computeIfAbsent(fact.what().authority(), authority -> new ArrayList<>())
                    .add(new Found(fact.what(), fact.position(), incident.withdrawal(fact.what())));
        }
        return byAuthority;
    }

    /** Findings that stand, for withdrawing one. */
    public List<Found> standing() {
        return findings().values().stream()
                .flatMap(List::stream)
                .filter(found -> found.withdrawn() == null)
                .toList();
    }

    public List<StandingView> standings() {
        return standings;
    }

    /** The different ways in which it stands, wherever it bears, in the order of {@link Standing}. */
    public List<String> kinds() {
        return standings.stream()
                .map(each -> Standing.valueOf(each.standing()))
                .distinct()
                .sorted()
                .map(Standing::name)
                .toList();
    }

    /** How it stands towards the commitments of one agreement. */
    public record Table(String agreement, List<String> readings, List<Row> rows) {}

    /** One commitment; a standing, or {@code null}, for each of the table's readings. */
    public record Row(String commitment, String reference, List<@Nullable String> standings) {}

    /** By agreement, commitment and reading. */
    public List<Table> tables() {
        Map<String, List<StandingView>> byAgreement = standings.stream()
                .collect(Collectors.groupingBy(StandingView::agreement, TreeMap::new, Collectors.toList()));
        List<Table> tables = new ArrayList<>();
        byAgreement.forEach((agreement, all) -> {
            List<String> readings =
                    all.stream().map(StandingView::reading).distinct().sorted().toList();
            List<Row> rows = all.stream()
                    .map(StandingView::commitment)
                    .distinct()
                    .sorted(Comparator.naturalOrder())
                    .map(commitment -> row(agreement, commitment, readings, all))
                    .toList();
            tables.add(new Table(agreement, readings, rows));
        });
        return tables;
    }

    private static Row row(String agreement, String commitment, List<String> readings, List<StandingView> all) {
        List<@Nullable String> cells = new ArrayList<>();
        for (String reading : readings) {
            cells.add(all.stream()
                    .filter(each -> each.commitment().equals(commitment)
                            && each.reading().equals(reading))
                    .map(StandingView::standing)
                    .findFirst()
                    .orElse(null));
        }
        return new Row(commitment, agreement + "/" + commitment, cells);
    }
}
