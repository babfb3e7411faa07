package org.postrider.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerSocketTest {

    @ParameterizedTest
    @CsvSource({"inet:8891@127.0.0.1, 127.0.0.1, 8891", "inet6:8891@::1, ::1, 8891", "inet:1@[::1], ::1, 1",
        "inet:65535@mail.example.org, mail.example.org, 65535"})
    void readsWhatMiltersWrite(String text, String host, int port) {
        PeerSocket socket = PeerSocket.ofMilter(text);
        assertThat(socket).isEqualTo(new PeerSocket(text, "", host, port)).hasToString(text);
        assertThat(socket.isUnix()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"inet:127.0.0.1:10023, 127.0.0.1, 10023", "inet:[::1]:10023, ::1, 10023", "inet:localhost:1, localhost, 1"})
    void readsWhatPostfixWrites(String text, String host, int port) {
        assertThat(PeerSocket.ofPostfix(text)).isEqualTo(new PeerSocket(text, "", host, port));
    }

    @Test
    void readsPaths() {
        assertThat(PeerSocket.ofPostfix("unix:/run/x.sock").path()).isEqualTo("/run/x.sock");
        assertThat(PeerSocket.ofMilter("local:/run/x.sock").isUnix()).isTrue();
        assertThat(PeerSocket.ofMilter("unix:/" + "x".repeat(106)).path()).hasSize(107);
        assertThatThrownBy(() -> PeerSocket.ofMilter("unix:/" + "x".repeat(107))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1", "inet:0@h", "inet:65536@h", "inet:123456@h", "inet:h:0", "inet:h:65536", "inet:h", "inet::1",
        "unix:relative", "unix:", "tcp:1@h", "inet:1@h/x", "inet:h x:1"})
    void whatIsNoSocketIsRefused(String text) {
        assertThatThrownBy(() -> PeerSocket.ofMilter(text)).hasMessage("socket is \"" + text
                + "\"; allowed is inet:PORT@HOST, inet6:PORT@HOST or unix:/PATH with at most 107 characters");
        assertThatThrownBy(() -> PeerSocket.ofPostfix(text)).hasMessage("socket is \"" + text
                + "\"; allowed is inet:HOST:PORT or unix:/PATH with at most 107 characters");
    }
}
