package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.testing.smtp.SocketDialog;
import org.postrider.testing.tls.TlsDialog;

/** P10: handshakes that are not meant. */
class HostileHandshakeTest {

    /** A record of 65 octets whose one message claims to have 16,777,215: CVE-2023-34462, CVE-2026-45416. */
    private static final byte[] HUGE_HELLO = {22, 3, 1, 0, 65, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff};

    private static final byte[] BEGUN_HELLO = {22, 3, 1, 0, 100, 1, 0, 0, 96, 3, 3};

    private Server server;

    @AfterEach
    void stop() {
        server.close();
    }

    private SocketDialog connect() throws IOException {
        return new SocketDialog(server.address(), Server.PATIENCE);
    }

    private void assertServes() throws IOException {
        try (TlsDialog dialog = Encrypted.connect(server)) {
            Talk talk = new Talk(dialog.encrypt("one.example"));
            talk.expect("220");
            talk.ask("EHLO client.example", "250");
            talk.mail("250 2.0.0");
        }
    }

    @Test
    void aHelloOfSixteenMegabytesIsNotWaitedFor() throws IOException {
        server = Encrypted.server(Encrypted.IMPLICIT).start();
        assertServes();
        long before = memory();
        try (SocketDialog dialog = connect()) {
            dialog.send(HUGE_HELLO);
            while (dialog.read().isPresent()) {
                // an alert, which is no text
            }
        } catch (IOException e) {
            // an alert, which does not end in CRLF
        }
        await().until(() -> server.sessions.active() == 0);
        long grown = memory() - before;
        System.out.println("P10: a ClientHello of 16 MB in 9 octets takes " + grown + " octets of buffers");
        assertThat(server.metrics.value("smtp.tls.failures")).isEqualTo(1);
        assertThat(grown).isLessThanOrEqualTo(64 * 1024);
    }

    private static long memory() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory()
                + PooledByteBufAllocator.DEFAULT.metric().usedHeapMemory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0016", "GET / HTTP/1.1\r\n\r\n", "EHLO client.example\r\n"})
    void whatIsNoHandshakeEndsTheConnection(String text) throws IOException {
        server = Encrypted.server(Encrypted.IMPLICIT).with("tlsTimeout", 1).start();
        try (SocketDialog dialog = connect()) {
            dialog.send(text.getBytes(StandardCharsets.ISO_8859_1));
            await().until(() -> server.sessions.active() == 0);
        }
        assertThat(server.metrics.value("smtp.tls.failures")).isEqualTo(1);
        assertServes();
    }

    @Test
    void stalledHandshakesEndAtTheirTimeAndHinderNobody() throws IOException {
        server = Encrypted.server(Encrypted.IMPLICIT).with("tlsTimeout", 2).start();
        List<SocketDialog> stalled = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            SocketDialog dialog = connect();
            stalled.add(dialog);
            dialog.send(i % 2 == 0 ? BEGUN_HELLO : new byte[0]);
        }
        assertServes();
        await().until(() -> server.sessions.active() == 0);
        System.out.println("P10: " + server.metrics.value("smtp.tls.failures") + " stalled handshakes have ended");
        assertThat(server.metrics.value("smtp.tls.failures")).isEqualTo(1000);
        for (SocketDialog dialog : stalled) {
            dialog.close();
        }
    }

    @Test
    void garbageAfterTheHelloHarmsNobody() throws IOException {
        server = Encrypted.server(Encrypted.IMPLICIT).start();
        Random random = new Random(3207);
        for (int i = 0; i < 200; i++) {
            byte[] garbage = new byte[1 + random.nextInt(400)];
            random.nextBytes(garbage);
            System.arraycopy(BEGUN_HELLO, 0, garbage, 0, Math.min(garbage.length, 1 + random.nextInt(BEGUN_HELLO.length)));
            try (SocketDialog dialog = connect()) {
                dialog.send(garbage);
            }
        }
        await().until(() -> server.sessions.active() == 0);
        assertServes();
    }
}
