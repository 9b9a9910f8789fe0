package org.pactwatch.pages.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/a?b=c#d",
                "http://example.org",
                "HTTPS://EXAMPLE.ORG/",
                "https://a.example/@user"
            })
    void an_address_of_the_web_is_a_link(String url) {
        assertThat(Links.OF.safe(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "http://",
                "https:evil",
                "//example.org",
                "/status",
                "ftp://example.org",
                "https://bank.example@evil.example/",
                "https://user:pw@evil.example/",
                "https://exa mple.org",
                "java\tscript:alert(1)"
            })
    void anything_else_stays_text(String url) {
        assertThat(Links.OF.safe(url)).isNull();
    }

    @Test
    void what_looks_like_a_host_and_is_none_stays_text() {
        assertThat(Links.OF.safe("https://www.un.org%2F@evil.example/")).isNull();
    }
}
