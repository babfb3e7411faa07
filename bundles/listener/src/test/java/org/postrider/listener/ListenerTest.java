package org.postrider.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.api.smtp.ListenerInfo.State;

class ListenerTest {

    private final Installation postrider = new Installation("auto");

    @AfterEach
    void stop() {
        postrider.close();
    }

    @Test
    void portIsClosedUntilAnEngineHasCome() throws Exception {
        int port = freePort();
        Listener listener = postrider.listener("port", port);
        Await.until(() -> listener.info().problem().equals("waits for an engine for smtp"));
        assertThat(listener.info().state()).isEqualTo(State.CLOSED);
        assertThatThrownBy(() -> new Client(port)).isInstanceOf(ConnectException.class);

        postrider.engine("1.0.0");
        assertThat(Installation.port(listener)).isEqualTo(port);
        try (Client client = new Client(port)) {
            assertThat(client.line()).isEqualTo("1.0.0 test");
            assertThat(client.echo("hello")).isEqualTo("hello");
        }
    }

    @Test
    void isListedWithItsFigures() throws Exception {
        postrider.engine("1.0.0");
        postrider.engine("1.1.0");
        Listener listener = postrider.listener("role", "submission");
        int port = Installation.port(listener);
        ListenerList list = new ListenerList();
        list.listeners = List.of(listener);
        try (Client client = new Client(port)) {
            client.line();
            assertThat(list.list()).containsExactly(new ListenerInfo("test", "submission", "smtp", "127.0.0.1", port,
                    State.OPEN, "", 1, 1, 0, List.of("1.1.0", "1.0.0"), "starttls"));
        }
    }

    @Test
    void changedPortIsOpenedAndSessionsStay() throws Exception {
        postrider.engine("1.0.0");
        Listener listener = postrider.listener();
        int before = Installation.port(listener);
        int after = freePort();
        try (Client client = new Client(before)) {
            client.line();
            postrider.change(listener, "port", after);
            Await.until(() -> listener.info().port() == after);

            assertThat(greeting(after)).isEqualTo("1.0.0 test");
            Await.until(() -> !isOpen(before));
            assertThat(client.echo("still here")).isEqualTo("still here");
        }
    }

    @Test
    void portInUseKeepsTheOldOneUntilItIsFree() throws Exception {
        postrider.engine("1.0.0");
        Listener listener = postrider.listener();
        int before = Installation.port(listener);
        int after;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            after = other.getLocalPort();
            postrider.change(listener, "port", after, "maxSessions", 1);
            Await.until(() -> listener.info().problem().contains("cannot open 127.0.0.1:" + after));
            assertThat(listener.info().state()).isEqualTo(State.OPEN);
            assertThat(listener.info().port()).isEqualTo(before);
            try (Client one = new Client(before); Client two = new Client(before)) {
                assertThat(one.line()).isEqualTo("1.0.0 test");
                assertThat(two.line()).as("new limits do not count either").isEqualTo("1.0.0 test");
            }
        }
        Await.until(() -> listener.info().port() == after && listener.info().problem().isEmpty());
        assertThat(greeting(after)).isEqualTo("1.0.0 test");
    }

    @Test
    void portInUseAtTheStartIsTriedAgain() throws Exception {
        postrider.engine("1.0.0");
        Listener listener;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener = postrider.listener("port", other.getLocalPort());
            Await.until(() -> listener.info().state() == State.FAILED);
            assertThat(listener.info().problem()).contains("in use");
        }
        assertThat(greeting(Installation.port(listener))).isEqualTo("1.0.0 test");
    }

    @Test
    void samePortAtAllAddressesReplacesTheOneOnLoopback() throws Exception {
        postrider.engine("1.0.0");
        int port = freePort();
        Listener listener = postrider.listener("port", port);
        Installation.port(listener);
        try (Client client = new Client(port)) {
            client.line();
            postrider.change(listener, "port", port, "host", "0.0.0.0");
            Await.until(() -> listener.info().address().equals("*"));
            assertThat(greeting(port)).isEqualTo("1.0.0 test");
            postrider.change(listener, "port", port, "host", "127.0.0.1");
            Await.until(() -> listener.info().address().equals("127.0.0.1"));
            assertThat(greeting(port)).isEqualTo("1.0.0 test");
            assertThat(client.echo("still here")).isEqualTo("still here");
        }
    }

    @Test
    void addressOfAnotherMachineIsRefused() {
        postrider.engine("1.0.0");
        Listener listener = postrider.listener();
        int port = Installation.port(listener);
        postrider.change(listener, "port", port, "host", "192.0.2.1"); // RFC 5737: nobody's
        Await.until(() -> listener.info().problem().contains("cannot open 192.0.2.1:" + port));
        assertThat(listener.info().address()).isEqualTo("127.0.0.1");
        assertThat(isOpen(port)).isTrue();
    }

    @Test
    void valueThatIsNotAllowedChangesNothing() throws Exception {
        postrider.engine("1.0.0");
        Listener listener = postrider.listener();
        int port = Installation.port(listener);
        postrider.change(listener, "port", "70000");
        Await.until(() -> !listener.info().problem().isEmpty());
        assertThat(listener.info().problem())
                .isEqualTo("org.postrider.listener-test.cfg: port is 70000; allowed is 0 to 65535");
        assertThat(listener.info().state()).isEqualTo(State.OPEN);
        assertThat(greeting(port)).isEqualTo("1.0.0 test");

        postrider.change(listener, "name", "other");
        Await.until(() -> listener.info().name().equals("other") && listener.info().problem().isEmpty());
        assertThat(greeting(port)).as("the port that the system chose is kept").isEqualTo("1.0.0 other");
    }

    @Test
    void valueThatIsNotAllowedAtTheStartIsListed() {
        postrider.engine("1.0.0");
        Listener listener = postrider.listener("relayNetworks", "10.0.0.1/8");
        Await.until(() -> listener.info().state() == State.FAILED);
        assertThat(listener.info().name()).isEqualTo("test");
        assertThat(listener.info().problem()).contains("relayNetworks: 10.0.0.1/8 has bits beyond its prefix");

        postrider.change(listener, "relayNetworks", "10.0.0.0/8");
        assertThat(isOpen(Installation.port(listener))).isTrue();
    }

    @Test
    void removedListenerLeavesItsSessions() throws Exception {
        postrider.engine("1.0.0");
        Listener listener = postrider.listener();
        int port = Installation.port(listener);
        try (Client client = new Client(port)) {
            client.line();
            listener.close();
            assertThat(isOpen(port)).isFalse();
            assertThat(client.echo("still here")).isEqualTo("still here");
        }
    }

    @Test
    void stoppingTellsTheSessions() throws Exception {
        EchoEngine engine = postrider.engine("1.0.0");
        int port = Installation.port(postrider.listener());
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(new Client(port));
        }
        for (Client client : clients) {
            assertThat(client.line()).isEqualTo("1.0.0 test");
        }
        postrider.close();
        for (Client client : clients) {
            assertThat(client.line()).isEqualTo("STOPPING");
            assertThat(client.line()).isNull();
            client.close();
        }
        assertThat(engine.active()).isZero();
    }

    private static String greeting(int port) throws IOException {
        try (Client client = new Client(port)) {
            return client.line();
        }
    }

    private static boolean isOpen(int port) {
        try (Client client = new Client(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
