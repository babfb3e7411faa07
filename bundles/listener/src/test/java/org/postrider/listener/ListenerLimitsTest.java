package org.postrider.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerLimitsTest {

    private Installation postrider = new Installation("auto");

    @AfterEach
    void stop() {
        postrider.close();
    }

    @Test
    void clientHasSoManySessionsAndNoMore() throws Exception {
        Listener listener = listener("maxPerClient", 2, "trustedNetworks", "");
        int port = Installation.port(listener);
        try (Client one = new Client(port); Client two = new Client(port)) {
            assertThat(one.line()).isEqualTo("1.0.0 test");
            assertThat(two.line()).isEqualTo("1.0.0 test");
            assertThat(refusal(port)).isEqualTo("TOO_MANY_FROM_CLIENT");
            one.close();
            Await.until(() -> listener.info().sessions() == 1);
            try (Client three = new Client(port)) {
                assertThat(three.line()).isEqualTo("1.0.0 test");
            }
        }
        assertThat(listener.info().refused()).isEqualTo(1);
        Await.until(() -> listener.info().sessions() == 0);
    }

    @Test
    void clientComesSoOftenAMinuteAndNoMore() throws Exception {
        Listener listener = listener("maxNewPerMinute", 3, "trustedNetworks", "");
        int port = Installation.port(listener);
        for (int i = 0; i < 3; i++) {
            try (Client client = new Client(port)) {
                assertThat(client.line()).isEqualTo("1.0.0 test");
            }
        }
        assertThat(refusal(port)).isEqualTo("TOO_FREQUENT");
    }

    @Test
    void trustedClientHasOnlyTheLimitsOfAll() throws Exception {
        int port = Installation.port(listener("maxNewPerMinute", 1, "maxPerClient", 1, "maxSessions", 3));
        try (Client one = new Client(port); Client two = new Client(port); Client three = new Client(port)) {
            for (Client client : List.of(one, two, three)) {
                assertThat(client.line()).isEqualTo("1.0.0 test");
            }
            assertThat(refusal(port)).isEqualTo("TOO_MANY_SESSIONS");
        }
    }

    @Test
    void oneConnectionTooManyIsClosedWithoutAWord() throws Exception {
        int port = Installation.port(listener("maxConnections", 2, "maxSessions", 2));
        try (Client one = new Client(port); Client two = new Client(port)) {
            assertThat(one.line()).isEqualTo("1.0.0 test");
            assertThat(two.line()).isEqualTo("1.0.0 test");
            try (Client three = new Client(port)) {
                assertThat(three.line()).isNull();
            }
        }
    }

    @Test
    void changedLimitCountsForNewConnections() throws Exception {
        Listener listener = listener("maxSessions", 5);
        int port = Installation.port(listener);
        try (Client one = new Client(port); Client two = new Client(port)) {
            one.line();
            two.line();
            postrider.change(listener, "maxSessions", 1, "name", "changed");
            Await.until(() -> listener.info().name().equals("changed"));
            assertThat(refusal(port)).isEqualTo("TOO_MANY_SESSIONS");
            assertThat(one.echo("still here")).isEqualTo("still here");
            assertThat(two.echo("still here")).isEqualTo("still here");
        }
    }

    @Test
    void refusedClientDoesNotWaitForAnEngine() throws Exception {
        EchoEngine engine = postrider.engine("1.0.0");
        int port = Installation.port(postrider.listener("maxSessions", 1));
        try (Client one = new Client(port)) {
            one.line();
            postrider.engines.unbindEngine(engine);
            try (Client two = new Client(port)) {
                assertThat(two.line()).isNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "nio"})
    void floodLeavesNothingBehind(String transport) throws Exception {
        postrider.close();
        postrider = new Installation(transport);
        EchoEngine engine = postrider.engine("1.0.0");
        Listener listener = postrider.listener("trustedNetworks", "", "maxPerClient", 300, "maxNewPerMinute", 100_000,
                "maxConnections", 700, "maxSessions", 500);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Installation.port(listener));
        List<SocketChannel> clients = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            clients.add(SocketChannel.open(address));
            if (i % 3 == 0) {
                clients.remove(clients.size() - 1).close(); // some are gone before they are accepted
            }
        }
        Await.until(() -> listener.info().accepted() + listener.info().refused() >= clients.size());
        assertThat(listener.info().sessions()).isBetween(1L, 300L);
        for (SocketChannel client : clients) {
            client.close();
        }
        Await.until(() -> listener.info().sessions() == 0 && engine.active() == 0);
        assertThat(listener.info().refused()).isPositive();
        Await.until(() -> listener.connections() == 0);
        try (Client client = new Client(address.getPort())) {
            assertThat(client.line()).isEqualTo("1.0.0 test");
        }
    }

    private Listener listener(Object... keys) {
        postrider.engine("1.0.0");
        return postrider.listener(keys);
    }

    private static String refusal(int port) throws Exception {
        try (Client client = new Client(port)) {
            String line = client.line();
            assertThat(client.line()).isNull();
            return line;
        }
    }
}
