package org.pactwatch.compliance;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Lens;
import org.pactwatch.agreement.Target;
import org.pactwatch.time.Occurrence;

/**
 * One incident held against one party, as known at some position: all that a verdict needs of it.
 *
 * @param accusation position of the last standing accusation; 0 if only a finding names the party
 * @param denial position of the accused's own last word if that denies; else 0
 * @param found what each authority's standing finding does to this party, by authority
 */
public record Bearing(
        String incident,
        String accused,
        @Nullable Act act,
        @Nullable Target target,
        @Nullable String facilityOf,
        @Nullable String area,
        Occurrence occurred,
        Instant reported,
        long accusation,
        long denial,
        List<Found> found) {

    /** What one authority found, as far as one party goes. */
    public record Found(String authority, Effect effect, long position) {}

    /** Does it bear on the party under the reading? Accused, or named by a finding that the reading recognises. */
    boolean bearsUnder(Lens lens) {
        return accusation > 0 || effects(lens).contains(Effect.SUBSTANTIATED);
    }

    /** The different effects of the findings that the reading recognises. More than one: the authorities differ. */
    Set<Effect> effects(Lens lens) {
        Set<Effect> effects = EnumSet.noneOf(Effect.class);
        for (Found each : found) {
            if (lens.recognises(each.authority())) {
                effects.add(each.effect());
            }
        }
        return effects;
    }

    /** Position of the latest finding that the reading recognises; 0 if there is none. */
    long latestFinding(Lens lens) {
        return latest(lens, EnumSet.allOf(Effect.class));
    }

    private long latest(Lens lens, Set<Effect> effects) {
        return found.stream()
                .filter(each -> lens.recognises(each.authority()) && effects.contains(each.effect()))
                .mapToLong(Found::position)
                .max()
                .orElse(0);
    }

    /** Where the ground for {@code standing} is recorded: the finding, the last denial or the last accusation. */
    long ground(Standing standing, Lens lens) {
        return switch (standing) {
            case SUBSTANTIATED, UNRESOLVED -> latestFinding(lens);
            case CONTESTED -> denial > 0 ? denial : latestFinding(lens);
            // Where nobody accuses, the finding that names the party does; one that clears it is no ground.
            case OUTSIDE_SCOPE, BEFORE_BINDING, OUTSIDE_TERM, DISMISSED, BOUNDARY, ALLEGED ->
                accusation > 0 ? accusation : latest(lens, EnumSet.of(Effect.SUBSTANTIATED));
        };
    }
}
