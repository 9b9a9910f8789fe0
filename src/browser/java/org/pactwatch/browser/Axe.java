package org.pactwatch.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Deque's axe-core, run in the page that somebody looks at. */
final class Axe {

    private static final String SOURCE = source();

    private static final String RUN = """
            async () => {
              const found = await axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                // Off by itself, since WCAG 2.2 is young.
                rules: { 'target-size': { enabled: true } },
                resultTypes: ['violations']
              });
              return found.violations.flatMap(v => v.nodes.map(n =>
                v.id + ': ' + v.help + '\\n  ' + n.html.slice(0, 300) + '\\n  ' + n.failureSummary));
            }""";

    private Axe() {}

    /** What axe finds wrong, one entry for each place. */
    static List<String> violations(Page page) {
        // By the debugger, which the page's content policy doesn't bind: the page is tested as it is served.
        page.evaluate(SOURCE);
        return ((List<?>) page.evaluate(RUN)).stream().map(String::valueOf).toList();
    }

    private static String source() {
        try (InputStream axe = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
