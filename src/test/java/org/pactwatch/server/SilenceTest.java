package org.pactwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pactwatch.support.Http.Answer;

/** What could be misread without anybody noticing is refused, and nothing of it is recorded. */
class SilenceTest {

    private final RunningServer server = RunningServer.real();
    private final Pacts pact = Pacts.registered(server);

    @ParameterizedTest
    @ValueSource(strings = {"%FF", "%", "%zz"})
    void a_query_that_can_not_be_decoded_is_the_askers_fault(String broken) {
        for (String path : new String[] {pact.commitment() + "?reading=", "/history?subject=", "/version?"}) {
            Answer answer = raw(path + broken);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.rule()).isEqualTo("request-malformed");
        }
    }

    /** The client of the JDK refuses such addresses itself. */
    private Answer raw(String path) {
        return RawHttp.get(server.port(), "/api/v1" + path);
    }

    @Test
    void a_parameter_given_twice_is_refused() {
        Answer answer = server.get(pact.commitment() + "?at=2025-03-25T10:00:00Z&at=2025-03-26T10:00:00Z");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.rule()).isEqualTo("parameter-twice");
    }

    @Test
    void a_call_that_records_takes_no_parameters() {
        refused("monitor", "/incidents?dryRun=true", pact.strike(), 400, "parameter-unknown");
    }

    @Test
    void an_empty_list_of_commitments_is_not_all_of_them() {
        refused(
                "registrar",
                "/agreements/" + pact.id + "/declarations",
                "{\"type\":\"RELEASE\",\"commitments\":[],\"by\":\"" + pact.one + "\",\"at\":\"2025-03-25T00:00:00Z\"}",
                422,
                "commitments-named-none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u001b[31m", "\\ud800"})
    void text_that_can_not_be_kept_everywhere_is_refused(String character) {
        String body = pact.strike().replace("A strike", "A strike" + character);
        assertThat(body).contains(character);
        refused("monitor", "/incidents", body, 422, "text-unkeepable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "", "a b", "%"})
    void a_commitment_that_no_address_can_name_is_not_registered(String key) {
        Pacts fresh = Pacts.fresh();
        String body = fresh.agreement().replace("one-delivers", key);
        refused("registrar", "/agreements", body, 422, "id-malformed");
    }

    @Test
    void an_area_that_the_tables_could_not_hold_is_refused() {
        String body = pact.strike(",\"place\":{\"area\":\"" + "A".repeat(101) + "\"}");
        refused("monitor", "/incidents", body, 422, "area-malformed");
    }

    @Test
    void what_will_be_known_is_not_known() {
        String known = server.get(pact.commitment() + "?reading=as-written&knownAt=2099-01-01T00:00:00Z")
                .json()
                .path("knownAt")
                .asString();
        assertThat(known).doesNotStartWith("2099");
    }

    private void refused(String role, String path, String body, int status, String rule) {
        long head = server.head();
        Answer answer = server.post(role, path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.rule()).isEqualTo(rule);
        assertThat(server.head()).isEqualTo(head);
    }
}
