package org.pactwatch.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pactwatch.Pactwatch;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The server as it is, with two endpoints more: a constant, to compare with, and one that fills the ledger. Registered by
 * hand and under a path that is public anyway, so that no other test's component scan finds them.
 */
public final class BenchServer {

    static final String CONSTANT = "/api/v1/compliance/bench/constant";

    private BenchServer() {}

    public static void main(String[] args) {
        System.setProperty("axoniq.update-checker.disabled", "true");
        new SpringApplicationBuilder(Pactwatch.class, Extras.class).run(args);
    }

    /** Not annotated, so that only {@link #main} finds it. */
    static class Extras {

        @Bean
        Constant constant() {
            return new Constant();
        }

        @Bean
        SmartInitializingSingleton constantRoute(
                @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes, Constant constant) {
            return () -> {
                try {
                    routes.registerMapping(
                            RequestMappingInfo.paths(CONSTANT).build(),
                            constant,
                            Constant.class.getDeclaredMethod("get", int.class));
                } catch (NoSuchMethodException e) {
                    throw new IllegalStateException(e);
                }
            };
        }

        @Bean
        Fill fill(
                org.pactwatch.ledger.Ledger ledger,
                org.pactwatch.ledger.axon.EventCodec codec,
                org.pactwatch.ledger.axon.Recorder recorder,
                org.pactwatch.compliance.axon.Progress progress) {
            return new Fill(ledger, codec, recorder, progress);
        }
    }

    /** Answers the same bytes each time: what the framework, the filters and the socket cost by themselves. */
    static final class Constant {

        private final Map<Integer, byte[]> bodies = new ConcurrentHashMap<>();

        ResponseEntity<byte[]> get(@RequestParam int size) {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(bodies.computeIfAbsent(size, Constant::filler));
        }

        private static byte[] filler(int size) {
            byte[] body = new byte[size];
            Arrays.fill(body, " ".getBytes(StandardCharsets.US_ASCII)[0]);
            return body;
        }
    }
}
