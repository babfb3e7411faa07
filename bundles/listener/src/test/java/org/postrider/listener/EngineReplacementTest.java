package org.postrider.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.net.Connection;
import org.postrider.net.SessionEngine;

class EngineReplacementTest {

    private Installation postrider;

    @AfterEach
    void stop() {
        postrider.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "nio"})
    void newestVersionGetsNewConnections(String transport) throws Exception {
        postrider = new Installation(transport);
        postrider.engine("1.9.0");
        postrider.engine("1.10.0");
        postrider.engine("1.2.0");
        try (Client client = new Client(Installation.port(postrider.listener()))) {
            assertThat(client.line()).isEqualTo("1.10.0 test");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "nio"})
    void retiredEngineKeepsItsSessionsAndGetsNoMore(String transport) throws Exception {
        postrider = new Installation(transport);
        postrider.engine("1.0.0");
        EchoEngine newer = postrider.engine("2.0.0");
        int port = Installation.port(postrider.listener());
        try (Client old = new Client(port)) {
            assertThat(old.line()).isEqualTo("2.0.0 test");
            newer.retire();
            try (Client next = new Client(port)) {
                assertThat(next.line()).isEqualTo("1.0.0 test");
            }
            postrider.engines.unbindEngine(newer);
            assertThat(old.echo("still here")).isEqualTo("still here");
            assertThat(newer.active()).isEqualTo(1);
        }
        Await.until(() -> newer.active() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "nio"})
    void connectionsWaitForAnEngineAndAreServed(String transport) throws Exception {
        postrider = new Installation(transport);
        EchoEngine first = postrider.engine("1.0.0");
        Listener listener = postrider.listener();
        int port = Installation.port(listener);
        postrider.engines.unbindEngine(first);

        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Client client = new Client(port);
            client.send("early " + i);
            clients.add(client);
        }
        Await.until(() -> listener.info().sessions() == 200);
        assertThat(listener.info().accepted()).isZero();

        EchoEngine second = postrider.engine("1.1.0");
        for (int i = 0; i < clients.size(); i++) {
            assertThat(clients.get(i).line()).isEqualTo("1.1.0 test");
            assertThat(clients.get(i).line()).as("what came early is read by the engine").isEqualTo("early " + i);
            clients.get(i).close();
        }
        Await.until(() -> listener.info().sessions() == 0 && second.active() == 0);
        assertThat(listener.info().accepted()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "nio"})
    void upgradesUnderLoadLoseNoConnection(String transport) throws Exception {
        postrider = new Installation(transport);
        EchoEngine current = postrider.engine("1.0.0");
        int port = Installation.port(postrider.listener());
        for (int version = 1; version <= 50; version++) {
            try (Client before = new Client(port)) {
                current.retire(); // in place: nobody is there for a moment
                postrider.engines.unbindEngine(current);
                try (Client between = new Client(port)) {
                    current = postrider.engine("1." + version + ".0");
                    assertThat(between.line()).isEqualTo("1." + version + ".0 test");
                    assertThat(before.line()).isIn("1." + (version - 1) + ".0 test", "1." + version + ".0 test");
                    assertThat(before.echo("x")).isEqualTo("x");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "nio"})
    void removedListenerClosesWhatWaits(String transport) throws Exception {
        postrider = new Installation(transport);
        EchoEngine engine = postrider.engine("1.0.0");
        Listener listener = postrider.listener();
        int port = Installation.port(listener);
        postrider.engines.unbindEngine(engine);
        try (Client client = new Client(port)) {
            Await.until(() -> listener.info().sessions() == 1);
            listener.close();
            assertThat(client.line()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "nio"})
    void engineThatFailsCostsTheConnectionAndNoMore(String transport) throws Exception {
        postrider = new Installation(transport);
        EchoEngine sound = postrider.engine("1.0.0");
        SessionEngine faulty = new FaultyEngine();
        Listener listener = postrider.listener();
        int port = Installation.port(listener);
        postrider.bind(faulty);
        try (Client client = new Client(port)) {
            assertThat(client.line()).isNull();
        }
        postrider.engines.unbindEngine(faulty);
        try (Client client = new Client(port)) {
            assertThat(client.line()).isEqualTo(sound.version() + " test");
        }
        Await.until(() -> listener.info().sessions() == 0);
    }

    private static final class FaultyEngine implements SessionEngine {

        @Override
        public boolean accept(Connection connection) {
            throw new NoClassDefFoundError("gone with its bundle");
        }

        @Override
        public String version() {
            return "9.0.0";
        }

        @Override
        public int active() {
            return 0;
        }

        @Override
        public void retire() {
            // never has anything
        }
    }
}
