package org.pactwatch.compliance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.Verdict.Transition;
import org.pactwatch.time.Interval;

/** What is known to lie ahead of a commitment: the next change of its force (rule 17). */
record Forecast(Course course, AgreementFacts facts) {

    /** The first later moment at which the same question answers another force, and that force. */
    @Nullable
    Transition next(Instant at) {
        Force now = course.force(at);
        Instant from = at;
        for (Instant moment : moments(at)) {
            // Between two moments only an incident that begins there can change a force, by a right to be released.
            Transition found = releasableBetween(from, moment, now);
            if (found != null) {
                return found;
            }
            Force then = course.force(moment);
            if (then != now) {
                return new Transition(moment, then);
            }
            from = moment;
        }
        return null;
    }

    private @Nullable Transition releasableBetween(Instant from, Instant toExclusive, Force now) {
        if (now != Force.IN_EFFECT) {
            return null;
        }
        Interval begun = new Interval(from.plus(Course.TICK), toExclusive);
        return course.twins().stream()
                .map(twin -> course.rightBegins(twin, from, begun))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .map(moment -> new Transition(moment, course.force(moment)))
                .filter(transition -> transition.to() != now)
                .orElse(null);
    }

    /** Every moment after {@code at} at which a declaration or a term may change a force. The last is after all ends. */
    private Iterable<Instant> moments(Instant at) {
        TreeSet<Instant> moments = new TreeSet<>();
        facts.moments().forEach(moments::add);
        List<Course> courses = new ArrayList<>(course.twins());
        courses.add(course);
        for (Course each : courses) {
            moments.add(each.term().start());
            moments.add(each.term().endExclusive());
            Optional.ofNullable(each.lens().boundFrom()).ifPresent(moments::add);
        }
        return moments.tailSet(at, false);
    }
}
