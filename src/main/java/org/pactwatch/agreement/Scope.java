package org.pactwatch.agreement;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a prohibition speaks of. Each part may be absent until text and reading are merged.
 *
 * @param acts which acts
 * @param targets which target categories; a group stands for its members
 * @param facilitiesOf whose facilities; absent: anybody's
 * @param areas where; absent: anywhere
 * @param exclusions target categories that are left out
 */
public record Scope(
        @Nullable List<Act> acts,
        @Nullable List<Target> targets,
        @Nullable List<String> facilitiesOf,
        @Nullable List<String> areas,
        @Nullable List<Target> exclusions) {

    public static final Scope NOTHING = new Scope(null, null, null, null, null);

    /** This, with each part that {@code over} states in its place. */
    public Scope mergedWith(@Nullable Scope over) {
        if (over == null) {
            return this;
        }
        return new Scope(
                over.acts != null ? over.acts : acts,
                over.targets != null ? over.targets : targets,
                over.facilitiesOf != null ? over.facilitiesOf : facilitiesOf,
                over.areas != null ? over.areas : areas,
                over.exclusions != null ? over.exclusions : exclusions);
    }

    /** Does it state what a prohibition needs, acts and targets? */
    public boolean isComplete() {
        return acts != null && !acts.isEmpty() && targets != null && !targets.isEmpty();
    }

    /** A part of a scope that an act can lie outside of. */
    public enum Part {
        ACT,
        TARGET,
        FACILITY_OF,
        AREA,
        /** The target is listed, and excluded again. */
        EXCLUSION
    }

    /** Does an act lie within the scope? What is unknown ({@code null}) excludes nothing. */
    public boolean covers(
            @Nullable Act act, @Nullable Target target, @Nullable String facilityOf, @Nullable String area) {
        return outsideOf(act, target, facilityOf, area) == null;
    }

    /** The first part that an act lies outside of; {@code null} if it lies within the scope. */
    public @Nullable Part outsideOf(
            @Nullable Act act, @Nullable Target target, @Nullable String facilityOf, @Nullable String area) {
        if (act != null && acts != null && !acts.contains(act)) {
            return Part.ACT;
        }
        if (target != null && target.members().stream().noneMatch(this::isListed)) {
            return Part.TARGET;
        }
        // A report that knows only the group may mean any member; it is outside only if every member is.
        if (target != null && target.members().stream().noneMatch(member -> isListed(member) && !isExcluded(member))) {
            return Part.EXCLUSION;
        }
        if (facilityOf != null && facilitiesOf != null && !facilitiesOf.contains(facilityOf)) {
            return Part.FACILITY_OF;
        }
        return area != null && areas != null && !areas.contains(area) ? Part.AREA : null;
    }

    private boolean isListed(Target member) {
        return targets == null || expanded(targets).anyMatch(member::equals);
    }

    private boolean isExcluded(Target member) {
        return exclusions != null && expanded(exclusions).anyMatch(member::equals);
    }

    private static Stream<Target> expanded(List<Target> targets) {
        return targets.stream().flatMap(target -> target.members().stream());
    }
}
