package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that no page of ours would send. */
class HostileFormsTest {

    private static final int PATIENCE_MILLIS = 20_000;

    private final RunningServer example = RunningServer.example();

    /** The head of a form, and not one byte of what it announces: a server that reads it first never answers. */
    @ParameterizedTest
    @CsvSource({
        "POST, /sign-in, Content-Length: 2000000, 413, body-too-large",
        "POST, /sign-in, Content-Length: 8193, 413, body-too-large",
        "POST, /sign-in, Transfer-Encoding: chunked, 413, body-too-large",
        "POST, /report, Content-Length: 2000000, 401, signed-out",
        "POST, /nowhere, Content-Length: 2000000, 404, route-unknown",
        "PUT, /report, Content-Length: 2000000, 405, method-not-allowed",
        "PUT, /api/v1/incidents, Content-Length: 2000000, 405, method-not-allowed",
        "PATCH, /api/v1/nowhere, Transfer-Encoding: chunked, 404, route-unknown",
        "DELETE, /, Content-Length: 2000000, 405, method-not-allowed"
    })
    void a_large_form_of_a_stranger_is_refused_before_it_is_read(
            String method, String path, String length, int status, String rule) throws IOException {
        String answer = head(method, path, length);
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).contains("\"rule\":\"" + rule + "\"");
    }

    private String head(String method, String path, String length) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), example.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + length
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            for (int b = socket.getInputStream().read();
                    b >= 0;
                    b = socket.getInputStream().read()) {
                answer.append((char) b);
                // What Tomcat does with the rest of the body is not of interest here.
                if (b == '}') {
                    return answer.toString();
                }
            }
            return answer.toString();
        }
    }

    @Test
    void who_is_signed_in_may_send_a_form_as_large_as_a_body_may_be_and_no_larger() {
        Visitor monitor = Visitor.signedIn(example, "monitor");
        String token =
                monitor.page("/report").select("#report input[name=_csrf]").attr("value");
        assertThat(monitor.post("/report", Map.of("_csrf", token, "summary", "x".repeat(100_000)))
                        .status())
                .isEqualTo(422);
        assertThat(monitor.post("/report", Map.of("_csrf", token, "summary", "x".repeat(300_000)))
                        .status())
                .isEqualTo(413);
    }

    /** Such a server, on another port of the same machine, can set the cookie that the form's token is compared with. */
    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void a_form_that_the_browser_says_is_of_another_server_is_refused_though_its_token_fits(String site) {
        Visitor monitor = Visitor.signedIn(example, "monitor");
        String token =
                monitor.page("/report").select("#report input[name=_csrf]").attr("value");
        Map<String, String> form = Map.of("_csrf", token, "summary", "forged");
        assertThat(monitor.post("/report", form, "Sec-Fetch-Site", site).status())
                .isEqualTo(403);
        assertThat(monitor.post("/report", form, "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(422);
    }
}
