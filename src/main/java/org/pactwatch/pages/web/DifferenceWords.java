package org.pactwatch.pages.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.Party;
import org.pactwatch.compliance.Difference;
import org.pactwatch.compliance.Edge;
import org.pactwatch.compliance.Why;

/** Says in sentences why readings come apart. Readings with the same to say are named together; none comes first. */
final class DifferenceWords {

    private final Agreement agreement;
    private final Speech speech;
    private final IncidentNames incidents;

    DifferenceWords(Agreement agreement, Speech speech, IncidentNames incidents) {
        this.agreement = agreement;
        this.speech = speech;
        this.incidents = incidents;
    }

    /** A difference; one about a right has those of its incidents behind it. */
    List<DifferenceView> of(Difference difference) {
        return switch (difference) {
            case Difference.Hour hour ->
                List.of(plain(
                        "HOUR." + hour.edge().name(),
                        grouped(hour.instants(), Difference.Passed::reading, passed -> passed(hour.edge(), passed)),
                        List.of()));
            case Difference.Incident incident -> List.of(of(incident));
            case Difference.Consent consent ->
                List.of(plain(
                        "CONSENT", grouped(consent.readings(), Difference.Given::reading, this::given), List.of()));
            case Difference.Release release ->
                List.of(plain(
                        "RELEASE",
                        grouped(release.readings(), Difference.Releasing::reading, this::releasing),
                        release.readings().stream()
                                .flatMap(each -> each.declared().stream())
                                .map(Difference.Declared::position)
                                .distinct()
                                .sorted()
                                .toList()));
            case Difference.Right right -> right(right);
        };
    }

    DifferenceView of(Difference.Incident incident) {
        SortedSet<Long> positions = new TreeSet<>();
        positions.add(incident.position());
        incident.standings().forEach(stood -> positions.addAll(positions(stood.why())));
        return new DifferenceView(
                "INCIDENT",
                incidents.of(incident.incident()),
                incident.incident(),
                grouped(incident.standings(), Difference.Stood::reading, this::stood),
                List.copyOf(positions));
    }

    private List<DifferenceView> right(Difference.Right right) {
        List<DifferenceView> all = new ArrayList<>();
        all.add(plain("RIGHT", grouped(right.readings(), Difference.Entitled::reading, this::entitled), List.of()));
        for (Difference.Towards towards : right.incidents()) {
            DifferenceView incident = of(towards.incident());
            all.add(new DifferenceView(
                    "TOWARDS",
                    speech.say("difference.towards", incident.lead(), towards.commitment()),
                    incident.incident(),
                    incident.words(),
                    incident.positions()));
        }
        return List.copyOf(all);
    }

    private DifferenceView plain(String kind, String words, List<Long> positions) {
        return new DifferenceView(kind, speech.say("difference." + kind), null, words, positions);
    }

    /** A clause for each thing said, with all readings under which it is. {@code {0}} of a clause are the readings. */
    private <T> String grouped(List<T> items, Function<T, String> reading, Function<T, Clause> clause) {
        Map<Clause, List<String>> readings = new LinkedHashMap<>();
        for (T item : items) {
            readings.computeIfAbsent(clause.apply(item), key -> new ArrayList<>())
                    .add(reading.apply(item));
        }
        List<String> clauses = new ArrayList<>();
        readings.forEach((said, ids) -> clauses.add(said.under(String.join(", ", ids), speech)));
        return Speech.sentence(clauses);
    }

    /**
     * @param key of the sentence, with the readings as its first argument
     * @param arguments the others
     */
    private record Clause(String key, List<String> arguments) {

        static Clause of(String key, String... arguments) {
            return new Clause(key, List.of(arguments));
        }

        String under(String readings, Speech speech) {
            List<Object> all = new ArrayList<>();
            all.add(readings);
            all.addAll(arguments);
            return speech.say(key, all.toArray());
        }
    }

    private String time(Instant instant) {
        return speech.times().utc(instant);
    }

    private Clause passed(Edge edge, Difference.Passed passed) {
        Instant at = passed.at();
        if (at == null) {
            return Clause.of("hour." + edge.name() + ".never");
        }
        String key = "hour." + edge.name() + (passed.passed() ? ".passed" : ".ahead");
        Difference.Setter set = passed.set();
        return set == null ? Clause.of(key, time(at)) : Clause.of(key, time(at), speech.say("setter." + set.name()));
    }

    private Clause given(Difference.Given given) {
        Instant silence = given.boundFrom();
        if (silence == null) {
            return Clause.of(given.given() ? "given.yes" : "given.no");
        }
        return Clause.of(given.given() ? "given.yes.silence" : "given.no.silence", time(silence));
    }

    private Clause releasing(Difference.Releasing releasing) {
        Instant released = releasing.releasedAt();
        if (released != null) {
            return Clause.of(releasing.hadBound() ? "released.yes" : "released.at-once", time(released));
        }
        String effects = releasing.declared().stream()
                .map(declared -> speech.say("effect." + declared.effect().name()))
                .distinct()
                .collect(Collectors.joining(", "));
        return effects.isEmpty() ? Clause.of("released.no") : Clause.of("released.no.because", effects);
    }

    private Clause entitled(Difference.Entitled entitled) {
        Difference.Ground ground = entitled.ground();
        if (!entitled.right()) {
            return Clause.of(
                    "right.no", speech.say("release." + entitled.release().name()));
        }
        if (ground == null) {
            return Clause.of("right.yes");
        }
        Instant released = ground.releasedAt();
        String incident = ground.incident();
        if (released != null) {
            return Clause.of("right.released", ground.commitment(), time(released));
        }
        return incident == null
                ? Clause.of("right.yes")
                : Clause.of("right.found", ground.commitment(), incidents.of(incident));
    }

    private Clause stood(Difference.Stood stood) {
        String standing = stood.standing() == null ? "NONE" : stood.standing().name();
        return Clause.of("stood", speech.say("stood." + standing), because(stood.why()));
    }

    private String because(Why why) {
        return switch (why) {
            case Why.ByScope scope -> speech.say("why.scope." + scope.part().name(), scopeValue(scope));
            case Why.ByHour hour ->
                hour.edges().stream().map(this::side).collect(Collectors.joining(speech.say("why.and")));
            case Why.ByFinding finding ->
                finding.findings().stream()
                        .map(found -> speech.say(
                                "why.finding",
                                found.authority(),
                                speech.say("found." + found.effect().name())))
                        .collect(Collectors.joining(speech.say("why.and")));
            case Why.ByClaim claim -> {
                String said = speech.say(claim.denial() ? "why.denial" : "why.accusation");
                yield claim.disregarded().isEmpty()
                        ? said
                        : said + speech.say("why.disregarded", String.join(", ", claim.disregarded()));
            }
            case Why.NotHeld none -> speech.say("why.not-held", String.join(", ", none.disregarded()));
        };
    }

    private String scopeValue(Why.ByScope scope) {
        return switch (scope.part()) {
            case ACT -> speech.say("scope.act." + scope.value());
            case TARGET, EXCLUSION -> speech.say("scope.target." + scope.value());
            case FACILITY_OF -> agreement.party(scope.value()).map(Party::name).orElse(scope.value());
            case AREA -> scope.value();
        };
    }

    private String side(Why.Side side) {
        @Nullable Instant at = side.at();
        return at == null
                ? speech.say("why.hour." + side.edge().name() + ".never")
                : speech.say("why.hour." + side.edge().name(), time(at));
    }

    private static List<Long> positions(Why why) {
        return switch (why) {
            case Why.ByFinding finding ->
                finding.findings().stream().map(found -> found.position()).toList();
            case Why.ByClaim claim -> claim.position() > 0 ? List.of(claim.position()) : List.of();
            case Why.ByScope scope -> List.of();
            case Why.ByHour hour -> List.of();
            case Why.NotHeld none -> List.of();
        };
    }
}
