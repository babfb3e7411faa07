package org.postrider.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A listener behind a proxy, on sockets. */
class ProxyListenerTest {

    private final Installation postrider = new Installation("auto");

    @AfterEach
    void stop() {
        postrider.close();
    }

    @Test
    void clientsAreCountedByTheAddressThatTheProxyTells() throws Exception {
        postrider.engine("1.0.0");
        Listener listener = listener("127.0.0.1", "maxPerClient", 1);
        int port = Installation.port(listener);
        try (Client one = from("192.0.2.1", port); Client two = from("192.0.2.2", port); Client again = from("192.0.2.1", port)) {
            assertThat(one.line()).isEqualTo("1.0.0 test");
            assertThat(two.line()).isEqualTo("1.0.0 test");
            assertThat(again.line()).isEqualTo("TOO_MANY_FROM_CLIENT");
            assertThat(one.echo("hello")).isEqualTo("hello");
        }
        Await.until(() -> listener.info().sessions() == 0 && listener.connections() == 0);
    }

    @Test
    void nobodyElseMayConnect() throws Exception {
        postrider.engine("1.0.0");
        Listener listener = listener("192.0.2.7");
        try (Client client = new Client(Installation.port(listener))) {
            assertThat(client.line()).isNull();
        }
        assertThat(listener.info().refused()).isEqualTo(1);
        Await.until(() -> listener.connections() == 0);
    }

    @Test
    void whatComesWithTheHeaderWaitsForTheEngine() throws Exception {
        EchoEngine first = postrider.engine("1.0.0");
        Listener listener = listener("127.0.0.1");
        int port = Installation.port(listener);
        postrider.engines.unbindEngine(first);
        try (Client client = new Client(port)) {
            client.send("PROXY TCP4 192.0.2.1 198.51.100.2 54321 25\r\nhello");
            Await.until(() -> listener.info().sessions() == 1);
            postrider.engine("2.0.0");
            assertThat(client.line()).isEqualTo("2.0.0 test");
            assertThat(client.line()).isEqualTo("hello");
        }
    }

    private Listener listener(String proxies, Object... more) {
        Object[] keys = new Object[6 + more.length];
        System.arraycopy(new Object[] {"proxyProtocol", "on", "proxyNetworks", proxies, "trustedNetworks", "127.0.0.1"},
                0, keys, 0, 6);
        System.arraycopy(more, 0, keys, 6, more.length);
        return postrider.listener(keys);
    }

    private static Client from(String address, int port) throws Exception {
        Client client = new Client(port);
        client.send("PROXY TCP4 " + address + " 198.51.100.2 54321 25");
        return client;
    }
}
