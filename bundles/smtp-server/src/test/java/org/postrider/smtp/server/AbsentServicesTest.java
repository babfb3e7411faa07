package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.event.MessageRefused;
import org.postrider.api.queue.SpoolException;
import org.postrider.net.Admission;

/** What clients are told while services are absent, fail, or have no room. */
class AbsentServicesTest {

    private final Server server = new Server().with("serviceWait", 0).start();

    @AfterEach
    void stop() {
        server.close();
    }

    private void remove(String service) {
        remove(server, service);
    }

    private static void remove(Server server, String service) {
        switch (service) {
            case "spool" -> server.spoolNow = Optional.empty();
            case "directory" -> server.directoryNow = Optional.empty();
            default -> server.filtersNow = Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spool", "directory", "filters"})
    void nobodyIsGreetedWithoutThem(String service) throws Exception {
        remove(service);
        try (Talk talk = server.connect()) {
            talk.expect("421 4.3.2");
            talk.expectEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spool", "directory", "filters"})
    void whoComesTooEarlyIsGreetedWhenTheyHaveCome(String service) throws Exception {
        try (Server starting = new Server().with("serviceWait", 60).start()) {
            remove(starting, service);
            try (Talk talk = starting.connect()) {
                await().until(() -> starting.sessions.active() == 1);
                starting.spoolNow = Optional.of(starting.spool);
                starting.directoryNow = Optional.of(starting.directory);
                starting.filtersNow = Optional.of(starting.filters);
                talk.expect("220");
            }
        }
    }

    @Test
    void whileTheServerStartsWhatLoginsNeedIsWaitedFor() throws Exception {
        try (Server starting = new Server().with("serviceWait", 60).start()) {
            starting.settled = false;
            try (Talk talk = starting.connect()) {
                await().until(() -> starting.sessions.active() == 1);
                starting.settled = true;
                talk.expect("220");
            }
        }
    }

    /** L3. */
    @Test
    void whileMemoryIsShortNobodyIsGreetedThenNoMailIsTakenAndThenAllIsWell() throws Exception {
        try (Talk talk = server.greeted()) {
            server.memoryInUse = 75;
            talk.mail("250");
            try (Talk other = server.connect()) {
                other.expect("421 4.3.2");
                other.expectEnd();
            }
            talk.begin();
            server.memoryInUse = 85;
            talk.ask("Subject: hello\r\n\r\nUnder way.\r\n.", "250");
            talk.ask("MAIL FROM:<joe@example.org>", "452 4.3.1");
            server.memoryInUse = 10;
            talk.mail("250");
        }
        server.greeted().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spool", "directory", "filters"})
    void sessionOutlivesTheirReplacement(String service) throws Exception {
        try (Talk talk = server.greeted()) {
            remove(service);
            String mail = talk.ask("MAIL FROM:<joe@example.org>", "");
            String rcpt = talk.ask("RCPT TO:<postmaster>", "");
            assertThat(service.equals("directory") ? rcpt : mail).startsWith("451 4.3.2");
            talk.ask("RSET", "250");
            server.spoolNow = Optional.of(server.spool);
            server.directoryNow = Optional.of(server.directory);
            server.filtersNow = Optional.of(server.filters);
            talk.mail("250");
        }
    }

    @Test
    void spoolThatGoesBetweenRecipientAndData() throws Exception {
        try (Talk talk = server.greeted()) {
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            talk.ask("RCPT TO:<postmaster>", "250");
            remove("spool");
            talk.ask("DATA", "451 4.3.2");
            server.spoolNow = Optional.of(server.spool);
            talk.ask("DATA", "354");
            talk.ask(".", "250");
        }
    }

    @ParameterizedTest
    @CsvSource({"FULL, 452 4.3.1", "BUSY, 451 4.3.2", "FAILED, 451 4.3.0", "CLOSED, 451 4.3.2"})
    void spoolThatFailsAtCommit(SpoolException.Reason reason, String reply) throws Exception {
        try (Talk talk = server.greeted()) {
            talk.begin();
            server.spool.fail(reason);
            talk.ask(".", reply);
            server.spool.work();
            talk.mail("250");
        }
        assertThat(server.spool.messages()).hasSize(1);
        assertThat(server.spool.openDrafts()).isZero();
        assertThat(server.traces.latest(2)).anyMatch(trace -> trace.outcome().startsWith(reply));
    }

    @Test
    void spoolThatIsFullTakesNoTransaction() throws Exception {
        try (Talk talk = server.greeted()) {
            server.spool.fail(SpoolException.Reason.FULL);
            talk.ask("MAIL FROM:<joe@example.org>", "452 4.3.1");
            talk.ask("RCPT TO:<postmaster@localhost>", "503");
            server.spool.work();
            talk.mail("250");
        }
    }

    @ParameterizedTest
    @CsvSource({"FULL, 452 4.3.1", "BUSY, 451 4.3.2", "FAILED, 451 4.3.0"})
    void spoolThatFailsAtWriting(SpoolException.Reason reason, String reply) throws Exception {
        try (Talk talk = server.greeted()) {
            talk.begin();
            server.spool.fail(reason);
            talk.send("\r\n" + "one\r\n".repeat(30_000));
            talk.ask("two\r\n.", reply);
            server.spool.work();
            talk.mail("250");
        }
        assertThat(server.spool.openDrafts()).isZero();
    }

    @Test
    void spoolThatIsBehindIsWaitedFor() throws Exception {
        CompletableFuture<Void> disk = server.spool.stall();
        try (Talk talk = server.greeted()) {
            talk.begin();
            talk.send("\r\n" + "0123456789\r\n".repeat(50_000));
            talk.send(".\r\nNOOP\r\n");
            disk.complete(null);
            talk.expect("250 2.0.0 Queued");
            talk.expect("250 2.0.0 Ok");
        }
        assertThat(server.spool.messages()).hasSize(1);
        assertThat(server.spool.messages().get(0).size()).isGreaterThan(600_000);
    }

    @Test
    void directoryThatFailsMakesNobodyUnknown() throws Exception {
        try (Talk talk = server.greeted()) {
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            server.directory.answerWith(CompletableFuture.failedFuture(new IllegalStateException("LDAP is down")));
            talk.ask("RCPT TO:<postmaster>", "451 4.3.0");
        }
    }

    @Test
    void directoryDecidesWhoIsThere() throws Exception {
        server.directory.disabled("gone@localhost").alias("all@localhost", "joe@elsewhere.example");
        try (Talk talk = server.greeted()) {
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            talk.ask("RCPT TO:<gone@localhost>", "550 5.2.1");
            talk.ask("RCPT TO:<nobody@localhost>", "550 5.1.1");
            talk.ask("RCPT TO:<joe@elsewhere.example>", "554 5.7.1");
            talk.ask("RCPT TO:<all@localhost>", "250 2.1.5");
        }
    }

    @ParameterizedTest
    @CsvSource({"TOO_MANY_SESSIONS, 421 4.3.2", "TOO_MANY_FROM_CLIENT, 421 4.7.0", "TOO_FREQUENT, 421 4.7.0"})
    void connectionThatIsNotAdmittedIsToldSo(Admission admission, String reply) throws Exception {
        server.admission = admission;
        try (Talk talk = server.connect()) {
            talk.expect(reply);
            talk.expectEnd();
        }
        assertThat(server.events.of(MessageRefused.class)).hasSize(1);
        assertThat(server.traces.latest(9)).isEqualTo(List.of());
    }
}
