package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A6: what may go wrong when a client logs in, with the codes that tell it so. {text} is sent in base64, 0 in it is NUL. */
class LoginEdgesTest {

    private final LoginDesk desk = new LoginDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "AUTH PLAIN {0joe@example.org0secret} | 235 2.7.0",
        "AUTH PLAIN {joe@example.org0joe@example.org0secret} | 235 2.7.0",
        "AUTH PLAIN {0JOE@EXAMPLE.ORG0secret} | 235 2.7.0",
        "AUTH PLAIN ; {0joe@example.org0secret} | 334 ; 235 2.7.0",
        "auth plain {0joe@example.org0secret} | 235 2.7.0",
        "AUTH PLAIN {ann@example.org0joe@example.org0secret} | 535 5.7.8",
        "AUTH PLAIN {0joe@example.org0wrong} | 535 5.7.8",
        "AUTH PLAIN {0ann@example.org0secret} | 535 5.7.8",
        "AUTH PLAIN {00secret} | 535 5.7.8",
        "AUTH PLAIN {0joe@example.org0} | 535 5.7.8",
        "AUTH PLAIN {00} | 535 5.7.8",
        "AUTH PLAIN {joe@example.org0secret} | 501 5.5.2",
        "AUTH PLAIN {0joe@example.org0sec0ret} | 501 5.5.2",
        "AUTH PLAIN {secret} | 501 5.5.2",
        "AUTH PLAIN /v8= | 501 5.5.2",
        "AUTH PLAIN = | 501 5.5.2",
        "AUTH PLAIN AGpvZUBleGFtcGxlLm9yZwBzZWNyZX | 501 5.5.2",
        "AUTH PLAIN !!!! | 501 5.5.2",
        "AUTH PLAIN {a} {b} | 501 5.5.4",
        "AUTH PLAIN ; * | 334 ; 501 5.7.0",
        "AUTH PLAIN ; !!!! | 334 ; 501 5.5.2",
        "AUTH PLAIN ; '' | 334 ; 501 5.5.2",
        "AUTH PLAIN ; * ; AUTH PLAIN {0joe@example.org0secret} | 334 ; 501 5.7.0 ; 235 2.7.0",
        "AUTH LOGIN ; {joe@example.org} ; {secret} | 334 ; 334 ; 235 2.7.0",
        "AUTH LOGIN {joe@example.org} ; {secret} | 334 ; 235 2.7.0",
        "AUTH LOGIN = ; {secret} | 334 ; 535 5.7.8",
        "AUTH LOGIN ; {joe@example.org} ; '' | 334 ; 334 ; 535 5.7.8",
        "AUTH LOGIN ; {joe@example.org} ; * | 334 ; 334 ; 501 5.7.0",
        "AUTH LOGIN ; * | 334 ; 501 5.7.0",
        "AUTH LOGIN ; {a0b} | 334 ; 501 5.5.2",
        "AUTH LOGIN ; {ann@example.org} ; {secret} | 334 ; 334 ; 535 5.7.8",
        "AUTH SCRAM-SHA-256 {n,,n=joe@example.org,r=abc} ; * | 334 ; 501 5.7.0",
        "AUTH SCRAM-SHA-256 ; {n,,n=joe@example.org,r=abc} ; {c=biws,r=abc,p=x} | 334 ; 334 ; 501 5.5.2",
        "AUTH SCRAM-SHA-256 {n=joe@example.org,r=abc} | 501 5.5.2",
        "AUTH SCRAM-SHA-256 {p=tls-unique,,n=joe@example.org,r=abc} | 535 5.7.8",
        "AUTH SCRAM-SHA-256 {n,,n=ann@example.org,r=abc} ; {c=biws,r=abc,p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=} | 334 ; 535 5.7.8",
        "AUTH SCRAM-SHA-256-PLUS {x} | 504 5.5.4",
        "AUTH CRAM-MD5 | 504 5.5.4",
        "AUTH GSSAPI = | 504 5.5.4",
        "AUTH | 501 5.5.4",
        "AUTH = | 501 5.5.4",
        "AUTH PLAIN {0joe@example.org0secret} ; AUTH PLAIN {0joe@example.org0secret} | 235 2.7.0 ; 503 5.5.1",
        "AUTH PLAIN {0joe@example.org0secret} ; EHLO x ; AUTH LOGIN | 235 2.7.0 ; 250 ; 503 5.5.1",
        "HELO x ; AUTH PLAIN {0joe@example.org0secret} | 250 ; 503 5.5.1",
        "MAIL FROM:<a@b.example> | 530 5.7.0",
        "AUTH PLAIN {0joe@example.org0secret} ; MAIL FROM:<joe@example.org> ; AUTH PLAIN = | 235 2.7.0 ; 250 2.1.0 ; 503 5.5.1",
        "AUTH PLAIN {0joe@example.org0secret} ; MAIL FROM:<joe@example.org> ; RCPT TO:<far@away.example> | 235 2.7.0 ; 250 2.1.0 ; 250 2.1.5"})
    void edges(String said, String codes) {
        String[] lines = said.strip().split(" ; ");
        for (int i = 0; i < lines.length; i++) {
            lines[i] = lines[i].equals("''") ? "" : lines[i];
        }
        assertThat(desk.client().say(lines).codes()).containsExactly(codes.strip().split(" ; "));
    }

    @ParameterizedTest
    @CsvSource({"12272, 501 5.5.2", "12276, 500 5.5.6", "16384, 500 5.5.6"})
    void lengthOfALine(int base64, String code) {
        assertThat(desk.client().say("AUTH PLAIN " + "A".repeat(base64 / 4 * 4)).codes()).containsExactly(code);
    }

    @Test
    void lengthOfAResponse() {
        assertThat(desk.client().say("AUTH PLAIN", "A".repeat(12_284)).codes()).containsExactly("334", "501 5.5.2");
        assertThat(desk.client().say("AUTH PLAIN", "A".repeat(12_288)).codes()).containsExactly("334", "500 5.5.6");
    }

    /** A3: without encryption nothing is offered and nothing is taken, on any listener and with any configuration. */
    @Test
    void neverInClearText() {
        for (String role : List.of("mx", "submission", "lmtp")) {
            for (boolean auth : new boolean[] {true, false}) {
                desk.server.role = role;
                desk.config.putAll(java.util.Map.of("auth", auth, "submissionAuth", auth));
                LoginDesk.Client clear = desk.new Client("127.0.0.1").greeted();
                assertThat(clear.last().lines()).noneMatch(line -> line.startsWith("AUTH"));
                clear.codes();
                clear.say("AUTH PLAIN {0joe@example.org0secret}", "AUTH LOGIN", "AUTH CRAM-MD5", "AUTH");
                assertThat(clear.codes()).hasSize(4).containsOnly("538 5.7.11");
                assertThat(clear.session.mayRelay()).isFalse();
            }
        }
        assertThat(desk.accounts.asked).isEmpty();
    }

    @Test
    void offeredWhereItIsConfigured() {
        assertThat(offer("submission")).isEqualTo("AUTH SCRAM-SHA-256 PLAIN LOGIN");
        assertThat(offer("mx")).isEmpty();
        desk.config.putAll(java.util.Map.of("auth", true, "submissionAuth", false));
        assertThat(offer("submission")).isEmpty();
        assertThat(offer("mx")).isEqualTo("AUTH SCRAM-SHA-256 PLAIN LOGIN");
    }

    @Test
    void mechanismsComeAndGo() {
        LoginDesk.Client client = desk.client();
        desk.server.mechanisms = List.of(LoginMechanism.PLAIN);
        assertThat(client.say("AUTH LOGIN").codes()).containsExactly("504 5.5.4");
        client.say("EHLO x");
        assertThat(client.last().lines()).contains("AUTH PLAIN");
        desk.server.mechanisms = List.of();
        client.say("EHLO x");
        assertThat(client.last().lines()).noneMatch(line -> line.startsWith("AUTH"));
        client.codes();
        assertThat(client.say("AUTH PLAIN {0joe@example.org0secret}").codes()).containsExactly("502 5.5.1");
    }

    @Test
    void nothingIsOfferedWithoutADirectoryThatKnows() {
        desk.server.authenticator = java.util.Optional.empty();
        assertThat(offer("submission")).isEmpty();
    }

    private String offer(String role) {
        desk.server.role = role;
        return desk.new Client("192.0.2.1").encrypted().last().lines().stream()
                .filter(line -> line.startsWith("AUTH")).findFirst().orElse("");
    }
}
