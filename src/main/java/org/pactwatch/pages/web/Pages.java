package org.pactwatch.pages.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.axon.Progress;
import org.pactwatch.compliance.web.Settings;
import org.pactwatch.compliance.web.Tags;
import org.pactwatch.decision.web.ProblemCatalogue;
import org.pactwatch.ledger.axon.EventCodec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * Renders pages. What the public sees is rendered once for each moment, record, language, zone and theme, and handed out
 * as it is to everybody who asks the same; whoever is signed in gets a page of their own.
 */
@Component
class Pages {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final long KEPT_BYTES = 24L << 20;

    private final SpringTemplateEngine engine;
    private final MessageSource words;
    private final Settings settings;
    private final Icons icons;
    private final Assets assets;
    /** A script that listens to the stream has to name what it listens to. */
    private final String events;

    /** Of the program, and how it is set: browsers keep pages for longer than a server runs. */
    private final Progress progress;

    private final String version;

    private final Cache<String, Rendered> rendered = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((Weigher<String, Rendered>)
                    (key, page) -> 2 * key.length() + page.plain().length + page.packed().length + 500)
            .build();

    /** A page, and the same compressed: it is compressed once for all who ask. */
    private record Rendered(byte[] plain, byte[] packed) {}

    Pages(
            SpringTemplateEngine engine,
            MessageSource words,
            Settings settings,
            Icons icons,
            Assets assets,
            EventCodec codec,
            Progress progress,
            ObjectProvider<BuildProperties> build) {
        this.engine = engine;
        this.words = words;
        this.settings = settings;
        this.icons = icons;
        this.assets = assets;
        this.progress = progress;
        this.events = String.join(" ", new TreeSet<>(codec.types()));
        BuildProperties properties = build.getIfAvailable();
        String built = properties == null ? "development" : properties.getVersion() + " " + properties.getTime();
        this.version = built + "|" + settings.reconstructed();
    }

    Times times(Visit visit) {
        return new Times(words, visit);
    }

    String word(Visit visit, String key, Object... arguments) {
        return words.getMessage(key, arguments, visit.locale());
    }

    /**
     * A page that many poll.
     *
     * @param standing what its content depends on besides the address: the moment, and where the record stands
     */
    ResponseEntity<byte[]> polled(
            HttpServletRequest http,
            Visit visit,
            String template,
            Object standing,
            Supplier<Map<String, Object>> model) {
        if (visit.signedIn()) {
            return page(http, visit, template, 200, model.get());
        }
        String key = template + "|" + visit.here() + "|" + visit.manner() + "|" + standing + "|" + progress.switches()
                + "|" + version;
        String tag = Tags.weak(key);
        if (Tags.isKnown(http, tag)) {
            return shared(ResponseEntity.status(304), tag).build();
        }
        Rendered page = rendered.getIfPresent(key);
        if (page == null) {
            // Not under the cache's lock: two who ask at once may both render, and nobody waits for a thread.
            byte[] plain = render(http, visit, template, model.get());
            page = new Rendered(plain, packed(plain));
            rendered.put(key, page);
        }
        ResponseEntity.BodyBuilder answer = shared(ResponseEntity.ok(), tag).contentType(HTML);
        String accepted = http.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip")
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(page.packed())
                : answer.body(page.plain());
    }

    private static ResponseEntity.BodyBuilder shared(ResponseEntity.BodyBuilder answer, String tag) {
        return answer.eTag(tag)
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.VARY, "Accept-Encoding, Accept-Language, Cookie");
    }

    /** A page for one person alone. */
    ResponseEntity<byte[]> page(
            HttpServletRequest http, Visit visit, String template, int status, Map<String, Object> model) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(HTML)
                .body(render(http, visit, template, model));
    }

    byte[] render(HttpServletRequest http, Visit visit, String template, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("visit", visit);
        all.put("times", times(visit));
        all.put("icons", icons);
        all.put("links", Links.OF);
        all.put("assets", assets);
        all.put("streamed", events);
        all.put("form", new FormToken(http));
        all.put("catalogue", ProblemCatalogue.in(visit.locale()));
        all.put("reconstructed", settings.reconstructed());
        all.putIfAbsent("moment", null);
        all.putIfAbsent("scripts", List.of());
        return engine.process(template, new Context(visit.locale(), all)).getBytes(StandardCharsets.UTF_8);
    }

    /** What proves that a form is this server's. Asked for by templates with a form alone, since it sets a cookie. */
    public static final class FormToken {

        private final HttpServletRequest http;

        FormToken(HttpServletRequest http) {
            this.http = http;
        }

        public @Nullable String value() {
            return http.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : null;
        }
    }

    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }
}
