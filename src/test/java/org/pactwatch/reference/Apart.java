package org.pactwatch.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.Comparison;
import org.pactwatch.compliance.Difference;
import org.pactwatch.compliance.Standing;
import org.pactwatch.compliance.Verdict;

/** What must hold of every comparison of readings, told from its answer alone. */
final class Apart {

    private Apart() {}

    /** The kinds of difference that are named; of an hour, its edge. */
    static List<String> kinds(Comparison.OfCommitment compared) {
        return compared.differences().stream()
                .map(each -> each instanceof Difference.Hour hour
                        ? hour.edge().name()
                        : each.getClass().getSimpleName())
                .distinct()
                .toList();
    }

    static List<String> faults(Comparison.OfCommitment compared) {
        List<String> faults = new ArrayList<>();
        if (compared.readingsAgree() != compared.differences().isEmpty()) {
            faults.add("agree: " + compared.readingsAgree() + ", but named: " + compared.differences());
        }
        for (Difference difference : compared.differences()) {
            if (sides(difference).values().stream().distinct().count() < 2) {
                faults.add("sets nothing apart: " + difference);
            }
        }
        for (Difference.Incident each : compared.indecisive()) {
            if (compared.differences().contains(each)
                    || each.standings().stream()
                                    .map(stood -> stood.standing() + "")
                                    .distinct()
                                    .count()
                            < 2) {
                faults.add("not indecisive: " + each);
            }
        }
        for (Verdict one : compared.verdicts()) {
            for (Verdict other : compared.verdicts()) {
                boolean differ = one.force() != other.force() || one.compliance() != other.compliance();
                if (differ && compared.differences().stream().noneMatch(each -> parts(each, one, other))) {
                    faults.add("nothing parts " + one.reading().id() + " from "
                            + other.reading().id());
                }
            }
        }
        return faults;
    }

    private static boolean parts(Difference difference, Verdict one, Verdict other) {
        Map<String, Object> sides = sides(difference);
        return !sides.getOrDefault(one.reading().id(), "")
                .equals(sides.getOrDefault(other.reading().id(), ""));
    }

    /** On which side of the difference each reading stands. */
    private static Map<String, Object> sides(Difference difference) {
        Map<String, Object> sides = new LinkedHashMap<>();
        switch (difference) {
            case Difference.Hour hour -> hour.instants().forEach(each -> sides.put(each.reading(), each.passed()));
            case Difference.Incident incident ->
                incident.standings().forEach(each -> sides.put(each.reading(), weight(each.standing())));
            case Difference.Consent consent ->
                consent.readings().forEach(each -> sides.put(each.reading(), each.given()));
            case Difference.Release release ->
                release.readings()
                        .forEach(
                                each -> sides.put(each.reading(), (each.releasedAt() != null) + " " + each.hadBound()));
            case Difference.Right right -> right.readings().forEach(each -> sides.put(each.reading(), each.right()));
        }
        return sides;
    }

    private static String weight(@Nullable Standing standing) {
        return switch (standing) {
            case null -> "none";
            case OUTSIDE_SCOPE, BEFORE_BINDING, OUTSIDE_TERM, DISMISSED -> "none";
            case BOUNDARY, ALLEGED -> "alleged";
            case SUBSTANTIATED, UNRESOLVED, CONTESTED -> standing.name();
        };
    }
}
