package org.pactwatch.compliance;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pactwatch.agreement.Lens;
import org.pactwatch.time.Interval;

/**
 * What incidents are judged by: a commitment through a reading, and when it bound.
 *
 * @param windows when the commitment was binding, in order, none empty
 */
public record Bench(Lens lens, List<Interval> windows) {

    /** How the incident stands (rule 23); nothing if it doesn't bear on the commitment at all. */
    public Optional<Standing> standing(Bearing bearing) {
        return bearing.bearsUnder(lens) ? Optional.of(judge(bearing)) : Optional.empty();
    }

    /** Where the ground for the bearing's standing is recorded: the finding, the last denial or the last accusation. */
    public long ground(Bearing bearing, Standing standing) {
        return bearing.ground(standing, lens);
    }

    /** Who made the findings on it that the reading recognises. */
    public List<String> authorities(Bearing bearing) {
        return bearing.found().stream()
                .map(Bearing.Found::authority)
                .filter(lens::recognises)
                .toList();
    }

    private Standing judge(Bearing b) {
        Set<Effect> effects = b.effects(lens);
        boolean inScope = lens.scope().covers(b.act(), b.target(), b.facilityOf(), b.area());
        if (!inScope || allSay(Effect.OUTSIDE_SCOPE, effects)) {
            return Standing.OUTSIDE_SCOPE;
        }
        if (windows.stream().allMatch(window -> window.isApartFrom(b.occurred()))) {
            return windows.isEmpty()
                            || !b.occurred().to().isAfter(windows.get(0).from())
                    ? Standing.BEFORE_BINDING
                    : Standing.OUTSIDE_TERM;
        }
        if (allSay(Effect.DISMISSED, effects)) {
            return Standing.DISMISSED;
        }
        if (windows.stream().noneMatch(window -> window.holds(b.occurred()))) {
            return Standing.BOUNDARY;
        }
        if (allSay(Effect.SUBSTANTIATED, effects)) {
            return Standing.SUBSTANTIATED;
        }
        if (allSay(Effect.UNRESOLVED, effects)) {
            return Standing.UNRESOLVED;
        }
        return effects.size() > 1 || b.denial() > 0 ? Standing.CONTESTED : Standing.ALLEGED;
    }

    private static boolean allSay(Effect effect, Set<Effect> effects) {
        return effects.equals(Set.of(effect));
    }
}
