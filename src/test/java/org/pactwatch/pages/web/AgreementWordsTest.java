package org.pactwatch.pages.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pactwatch.agreement.Act;
import org.pactwatch.agreement.Condition;
import org.pactwatch.agreement.Consent;
import org.pactwatch.agreement.Declaration;
import org.pactwatch.agreement.Instrument;
import org.pactwatch.agreement.NegotiationItem;
import org.pactwatch.agreement.PartyRole;
import org.pactwatch.agreement.ReleaseMode;
import org.pactwatch.agreement.Scope;
import org.pactwatch.agreement.Target;
import org.pactwatch.compliance.Difference;
import org.pactwatch.compliance.Edge;
import org.pactwatch.compliance.Effect;
import org.pactwatch.compliance.ReleaseEffect;
import org.pactwatch.compliance.Standing;
import org.pactwatch.incident.Outcome;

/** Whatever can stand in a record has a word in both languages. */
class AgreementWordsTest {

    private static Stream<String> keys(String prefix, Enum<?>[] values, String... suffixes) {
        List<String> ends = suffixes.length == 0 ? List.of("") : List.of(suffixes);
        return Arrays.stream(values).flatMap(value -> ends.stream().map(end -> prefix + value.name() + end));
    }

    private static Stream<String> keys() {
        return Stream.of(
                        keys("role.", PartyRole.values()),
                        keys("scope.act.", Act.values()),
                        keys("scope.target.", Target.values()),
                        keys("release.", ReleaseMode.values()),
                        keys("condition.", Condition.Kind.values()),
                        keys("instrument.", Instrument.Kind.values()),
                        keys("consent.", Consent.Answer.values()),
                        keys("negotiation.", NegotiationItem.Kind.values()),
                        keys("qualifier.", Declaration.AggregateClaim.Qualifier.values()),
                        keys("outcome.", Outcome.values()),
                        keys("stood.", Standing.values()),
                        keys("found.", Effect.values()),
                        keys("effect.", ReleaseEffect.values()),
                        keys("setter.", Difference.Setter.values()),
                        keys("why.scope.", Scope.Part.values()),
                        keys("why.hour.", Edge.values(), "", ".never"),
                        keys("hour.", Edge.values(), ".passed", ".ahead", ".never"),
                        keys("difference.HOUR.", Edge.values()),
                        keys("mark.", TimelineView.Kind.values()))
                .flatMap(each -> each);
    }

    @Test
    void every_value_has_a_word_in_english_and_in_german() {
        ResourceBundle english = ResourceBundle.getBundle("messages", Locale.ROOT);
        ResourceBundle german = ResourceBundle.getBundle("messages", Locale.GERMAN);
        assertThat(keys()).hasSizeGreaterThan(100).allSatisfy(key -> {
            assertThat(english.getString(key)).isNotBlank();
            // Not the English word by way of the parent.
            assertThat(german.keySet()).contains(key);
            assertThat(german.getLocale()).isEqualTo(Locale.GERMAN);
        });
    }

    @Test
    void every_kind_of_mark_has_a_shape_of_its_own() {
        Icons icons = new Icons();
        List<String> shapes =
                keys("mark.", TimelineView.Kind.values()).map(icons::path).toList();
        assertThat(shapes).doesNotHaveDuplicates();
    }
}
