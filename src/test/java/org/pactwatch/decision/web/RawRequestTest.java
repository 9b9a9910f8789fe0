package org.pactwatch.decision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pactwatch.decision.web.EdgeServer.as;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no proper client sends. */
class RawRequestTest {

    private static final String HOST = "Host: localhost\r\nConnection: close\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /<script> HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "NONSENSE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\nConnection: close\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\nConnection: close\r\n\r\n",
            })
    void what_is_no_http_is_answered_with_a_problem_and_never_with_html(String request) throws Exception {
        assertProblem(send(request));
    }

    @Test
    void headers_that_are_too_large_are_answered_with_a_problem() throws Exception {
        assertProblem(send("GET /api/v1/agreements HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(20_000) + "\r\n\r\n"));
    }

    @Test
    void a_path_that_is_too_long_is_answered_with_a_problem() throws Exception {
        assertProblem(send("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n"));
    }

    @Test
    void a_chunk_that_is_broken_is_answered_with_a_problem() throws Exception {
        String answer = send("POST /api/v1/incidents HTTP/1.1\r\n" + HOST + String.join(": ", as("monitor"))
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");
        assertProblem(answer);
        assertThat(answer).contains("\"rule\":\"body-unreadable\"").startsWith("HTTP/1.1 400");
    }

    private static void assertProblem(String answer) {
        assertThat(answer).matches("(?s)HTTP/1\\.1 (4|5)\\d\\d.*");
        assertThat(answer).contains("Content-Type: application/problem+json");
        assertThat(answer).contains("\"rule\":\"");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("<html")
                .doesNotContain("tomcat");
    }

    private static String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", EdgeServer.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
