package org.pactwatch.pages.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pactwatch.agreement.Agreement;
import org.pactwatch.agreement.Commitment;
import org.pactwatch.agreement.Condition;
import org.pactwatch.agreement.Lens;
import org.pactwatch.agreement.Party;
import org.pactwatch.agreement.Reading;
import org.pactwatch.agreement.ReleaseMode;
import org.pactwatch.agreement.Scope;
import org.pactwatch.agreement.Target;

/**
 * What a commitment speaks of, in words.
 *
 * @param lines in the order in which people ask
 */
public record TermsView(List<Line> lines) {

    /**
     * @param label what is said of, such as the targets
     * @param words what is said
     * @param text what the text says instead, where a reading changes it; {@code null} where it leaves it
     * @param scope is it a part of the scope?
     */
    public record Line(String label, String words, @Nullable String text, boolean scope) {}

    /** Those that a reading changes, or adds to the text. */
    public List<Line> changed() {
        return lines.stream().filter(line -> line.text() != null).toList();
    }

    /** Parts of the scope that a reading changes, or adds to the text. */
    public List<Line> scopeChanges() {
        return changed().stream().filter(Line::scope).toList();
    }

    /** Does it name energy facilities as a group, so that a reader has to know which are its members? */
    static boolean namesEnergy(Commitment commitment) {
        return scope(commitment).targets() instanceof List<Target> targets && targets.contains(Target.ENERGY);
    }

    /** What nobody disputes: the text itself. Parts that it leaves to the readings are left out. */
    static TermsView ofText(Agreement agreement, Commitment commitment, Speech speech) {
        Writer writer = new Writer(agreement, speech);
        Scope scope = scope(commitment);
        Parts parts = new Parts(writer, null);
        parts.scope(scope, Scope.NOTHING);
        if (!commitment.conditions().isEmpty()) {
            parts.add("terms.conditions", writer.conditions(commitment.conditions()), null, false);
        }
        return new TermsView(parts.lines);
    }

    /** What the text says, seen through a reading. */
    static TermsView of(Agreement agreement, Commitment commitment, Reading reading, Speech speech) {
        Lens lens = Lens.of(commitment, reading);
        Writer writer = new Writer(agreement, speech);
        Parts parts = new Parts(writer, speech.say("terms.silent"));
        parts.scope(lens.scope(), scope(commitment));
        parts.add(
                "terms.conditions",
                writer.conditions(lens.conditions()),
                lens.conditions().equals(commitment.conditions()) ? null : writer.conditions(commitment.conditions()),
                false);
        parts.add("terms.release", release(commitment, lens, speech), null, false);
        List<String> authorities = lens.authorities();
        parts.add(
                "terms.authorities",
                authorities == null ? speech.say("terms.authorities.all") : String.join(", ", authorities),
                null,
                false);
        if (lens.boundFrom() != null) {
            parts.add(
                    "terms.silence",
                    speech.say("terms.silence.from", speech.times().utc(lens.boundFrom())),
                    null,
                    false);
        }
        return new TermsView(parts.lines);
    }

    /** What a finding would free somebody from is a prohibition that depends on the other side's conduct: no more. */
    static String release(Commitment commitment, Lens lens, Speech speech) {
        boolean depends = commitment instanceof Commitment.Prohibition
                && lens.conditions().stream().anyMatch(condition -> condition.kind() == Condition.Kind.RECIPROCAL);
        return lens.release() == ReleaseMode.ON_FINDING && !depends
                ? speech.say("release.unconditional")
                : speech.say("release." + lens.release().name());
    }

    private static Scope scope(Commitment commitment) {
        return switch (commitment) {
            case Commitment.Prohibition p -> Scope.NOTHING.mergedWith(p.scope());
            case Commitment.Delivery d -> Scope.NOTHING;
        };
    }

    /** Collects lines. */
    private static final class Parts {

        private final Writer writer;
        private final @Nullable String silent;
        private final List<Line> lines = new ArrayList<>();

        Parts(Writer writer, @Nullable String silent) {
            this.writer = writer;
            this.silent = silent;
        }

        void add(String label, String words, @Nullable String text, boolean scope) {
            lines.add(new Line(writer.speech.say(label), words, text, scope));
        }

        void scope(Scope scope, Scope text) {
            part("terms.acts", scope, text, Scope::acts, acts -> writer.speech.all("scope.act.", acts));
            part("terms.targets", scope, text, Scope::targets, targets -> writer.speech.all("scope.target.", targets));
            part("terms.facilities", scope, text, Scope::facilitiesOf, writer::parties);
            part("terms.areas", scope, text, Scope::areas, areas -> String.join(", ", areas));
            part(
                    "terms.exclusions",
                    scope,
                    text,
                    Scope::exclusions,
                    excluded -> writer.speech.all("scope.target.", excluded));
        }

        private <T> void part(
                String label,
                Scope scope,
                Scope text,
                Function<Scope, @Nullable List<T>> part,
                Function<List<T>, String> words) {
            List<T> seen = part.apply(scope);
            if (seen == null) {
                return;
            }
            List<T> written = part.apply(text);
            boolean changed = silent != null && !Objects.equals(seen, written);
            add(
                    label,
                    seen.isEmpty() ? writer.speech.say("terms.none") : words.apply(seen),
                    !changed ? null : written == null ? silent : words.apply(written),
                    true);
        }
    }

    private record Writer(Agreement agreement, Speech speech) {

        String parties(List<String> ids) {
            return ids.stream()
                    .map(id -> agreement.party(id).map(Party::name).orElse(id))
                    .collect(Collectors.joining(", "));
        }

        String conditions(List<Condition> conditions) {
            return conditions.isEmpty()
                    ? speech.say("terms.unconditional")
                    : conditions.stream()
                            .map(condition -> speech.say(
                                    "condition." + condition.kind().name(),
                                    agreement
                                            .commitment(condition.on())
                                            .map(Commitment::statement)
                                            .orElse(condition.on())))
                            .collect(Collectors.joining(" "));
        }
    }
}
