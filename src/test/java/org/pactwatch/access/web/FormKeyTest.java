package org.pactwatch.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.pactwatch.access.Role;
import org.pactwatch.access.Subject;
import org.pactwatch.decision.web.RejectedException;
import org.springframework.mock.web.MockHttpServletRequest;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FormKeyTest {

    private static final Subject OLENA = new Subject("olena", Set.of(Role.MONITOR));

    private static RequestKey key(Subject who, String path, @Nullable String key, Map<String, List<String>> said) {
        return RequestKey.ofForm(new MockHttpServletRequest("POST", path), who, key, new TreeMap<>(said));
    }

    @Test
    void the_same_form_is_the_same_request() {
        Map<String, List<String>> said = Map.of("summary", List.of("A"), "accused", List.of("X", "Y"));
        assertThat(key(OLENA, "/report", "k", said)).isEqualTo(key(OLENA, "/report", "k", Map.copyOf(said)));
    }

    @Test
    void another_word_another_place_or_another_person_is_another() {
        RequestKey first = key(OLENA, "/report", "k", Map.of("a", List.of("x y", "z")));
        assertThat(key(OLENA, "/report", "k", Map.of("a", List.of("x", "y z"))).bodyHash())
                .isNotEqualTo(first.bodyHash());
        assertThat(key(OLENA, "/report", "k", Map.of("a", List.of("x y\na 1 z")))
                        .bodyHash())
                .isNotEqualTo(first.bodyHash());
        assertThat(key(OLENA, "/incidents/1/reports", "k", Map.of("a", List.of("x y", "z")))
                        .bodyHash())
                .isNotEqualTo(first.bodyHash());
        Subject maria = new Subject("maria", Set.of(Role.MONITOR));
        assertThat(key(maria, "/report", "k", Map.of("a", List.of("x y", "z"))).key())
                .isNotEqualTo(first.key());
    }

    @Test
    void a_form_without_a_key_or_with_an_endless_one_is_refused() {
        for (String key : new String[] {null, "", "a b", "k".repeat(201)}) {
            assertThatThrownBy(() -> key(OLENA, "/report", key, Map.of()))
                    .isInstanceOfSatisfying(
                            RejectedException.class,
                            e -> assertThat(e.why().rule()).isEqualTo("idempotency-key-malformed"));
        }
    }
}
