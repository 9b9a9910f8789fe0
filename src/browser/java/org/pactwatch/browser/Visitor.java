package org.pactwatch.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pactwatch.browser.Sights.Sight;
import org.pactwatch.server.RunningServer;

/**
 * Somebody with a browser window of their own. Whatever goes wrong there unseen is remembered, and {@link #close} fails
 * with it: errors of scripts, refusals by the content policy, requests to anybody but the server.
 */
final class Visitor implements AutoCloseable {

    private final RunningServer server;
    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();

    private Visitor(RunningServer server, BrowserContext context) {
        this.server = server;
        this.context = context;
        watch();
        this.page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.setDefaultNavigationTimeout(40_000);
    }

    /** With a window of 1280 by 900, in English, light. */
    static Visitor of(RunningServer server) {
        return of(server, options -> options);
    }

    static Visitor of(RunningServer server, UnaryOperator<Browser.NewContextOptions> eyes) {
        return new Visitor(
                server,
                Chromium.browser()
                        .newContext(eyes.apply(new Browser.NewContextOptions()
                                .setBaseURL(server.baseUrl())
                                .setViewportSize(1280, 900)
                                .setLocale("en"))));
    }

    /** With a phone held upright. */
    static Visitor withPhone(RunningServer server) {
        return of(server, options -> options.setViewportSize(360, 740).setHasTouch(true));
    }

    private void watch() {
        // What the policy refuses is an error on the console too; this one says which rule.
        context.addInitScript("document.addEventListener('securitypolicyviolation',"
                + " e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))");
        context.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                faults.add("console: " + message.text() + " at " + message.location());
            }
        });
        context.onWebError(error -> faults.add("script: " + error.error()));
        context.onRequest(request -> {
            if (!ours(request.url())) {
                faults.add("request to another origin: " + request.url());
            }
        });
        context.onDialog(dialog -> {
            faults.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    private boolean ours(String url) {
        return url.startsWith(server.baseUrl() + "/") || url.startsWith("data:");
    }

    /** Of what is written to the console, {@code pattern} is part of the story. */
    Visitor expecting(String pattern) {
        expected.add(Pattern.compile(pattern));
        return this;
    }

    Visitor open(String path) {
        return open(path, 200);
    }

    Visitor open(String path, int status) {
        if (status >= 400) {
            // The browser notes on the console that the page itself came with an error.
            expecting("Failed to load resource: the server responded with a status of " + status + " .*");
        }
        Response response = page.navigate(path);
        assertThat(response).as(path).isNotNull();
        assertThat(response.status()).as(path).isEqualTo(status);
        return this;
    }

    /** As who it takes to see it; {@code {incident}} is the example's first. */
    Visitor open(Sight sight) {
        if (!sight.role().isEmpty()) {
            signIn(sight.role());
        }
        String path = sight.path();
        if (path.contains("{incident}")) {
            String first = server.get("/incidents?limit=1")
                    .json()
                    .path("items")
                    .path(0)
                    .path("id")
                    .asString();
            path = path.replace("{incident}", first);
        }
        return open(path, sight.status());
    }

    /** Through the form, as a person does. */
    Visitor signIn(String role) {
        return signInWith(server.token(role));
    }

    Visitor signInWith(String token) {
        open("/sign-in");
        page.locator("input[name=token]").fill(token);
        page.locator("main button[type=submit]").click();
        assertThat(page.locator("form.sign")).isVisible();
        return this;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    Locator at(String selector) {
        return page.locator(selector);
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Where they are: path and query. */
    String address() {
        URI at = URI.create(page.url());
        return at.getRawPath() + (at.getRawQuery() == null ? "" : "?" + at.getRawQuery());
    }

    /** Of the whole page, into target/browser. */
    void picture(String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "browser", name + ".png")));
    }

    /** By how many pixels the page can be scrolled sideways. */
    int overflow() {
        return number("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** What reaches over the right edge without a scrollbar of its own, for people to find it. */
    @Nullable
    Object widest() {
        return page.evaluate("""
                () => [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                        && !e.parentElement.closest('.table'))
                    .slice(0, 5).map(e => e.outerHTML.slice(0, 200))""");
    }

    private int number(String script) {
        return ((Number) page.evaluate(script)).intValue();
    }

    /** Tab until {@code target} has the focus; at each stop one can see where one is. */
    void tabTo(Locator target) {
        target.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        for (int stop = 0; stop < 400; stop++) {
            page.keyboard().press("Tab");
            Object seen = page.evaluate(Focus.SEEN);
            assertThat(seen).as("focus after %d stops at %s", stop, address()).isEqualTo("seen");
            if (Boolean.TRUE.equals(target.evaluate("e => e === document.activeElement"))) {
                return;
            }
        }
        throw new AssertionError("The Tab key never gets to " + target);
    }

    /** Tab there and press Enter. */
    void enter(Locator target) {
        tabTo(target);
        page.keyboard().press("Enter");
    }

    @Override
    public void close() {
        context.close();
        assertThat(faults)
                .filteredOn(fault ->
                        expected.stream().noneMatch(each -> each.matcher(fault).find()))
                .isEmpty();
    }
}
