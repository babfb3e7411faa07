package org.postrider.example.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.testing.config.Configured;
import org.postrider.testing.fake.BytesMessage;

class PipeTransportTest {

    private static final Recipient JOE = new Recipient(Address.parse("joe@example.org"));
    private static final Recipient ANN = new Recipient(Address.parse("\"-x y\"@example.org"));
    private static final String MAIL = "Subject: x\r\n\r\nhello\r\n";

    @TempDir
    Path home;

    private Map<Address, Outcome> deliver(String script, int seconds) throws IOException {
        Path program = Files.writeString(home.resolve("program"), "#!/bin/sh\ncd " + home + "\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return deliver(Map.of("program", program.toString(), "seconds", seconds));
    }

    private Map<Address, Outcome> deliver(Map<String, Object> configuration) throws IOException {
        Envelope envelope = new Envelope(Optional.of(Address.parse("me@example.com")), List.of(JOE, ANN));
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        QueuedMessage queued = QueuedMessage.fresh(new MessageId(1), envelope, MAIL.length(), now, Optional.empty());
        PipeTransport transport = new PipeTransport(Configured.with(PipeTransport.Configuration.class, configuration));
        try (Delivery delivery = transport.begin(new Route("pipe", "tickets"), queued)) {
            assertThat(delivery.add(JOE)).isEmpty();
            assertThat(delivery.add(ANN)).isEmpty();
            delivery.write(new BytesMessage(MAIL));
            return delivery.commit();
        }
    }

    @Test
    void theProgramHasTheMessageAndItsEnvelope() throws IOException {
        Map<Address, Outcome> outcomes =
                deliver("cat >mail; echo \"$#,$1,$SENDER,$RECIPIENTS,$HOME\" >words", 30);

        assertThat(home.resolve("mail")).hasContent(MAIL);
        assertThat(home.resolve("words"))
                .hasContent("1,tickets,me@example.com,joe@example.org\n\"-x y\"@example.org,\n");
        assertThat(outcomes).containsOnlyKeys(JOE.address(), ANN.address());
        assertThat(outcomes.values()).allSatisfy(outcome -> assertThat(outcome).isInstanceOfSatisfying(
                Outcome.Delivered.class, it -> assertThat(it.holder()).isEqualTo(Outcome.Holder.SILENT)));
    }

    @Test
    void aProgramNeedNotRead() throws IOException {
        assertThat(deliver("exit 0", 30).get(JOE.address())).isInstanceOf(Outcome.Delivered.class);
    }

    @ParameterizedTest
    @CsvSource({"65, 550", "67, 550", "68, 550", "77, 550", "75, 451", "1, 451", "127, 451"})
    void itsStatusSaysWhatBecomesOfTheMessage(int status, int code) throws IOException {
        assertThat(deliver("exit " + status, 30).values())
                .allSatisfy(outcome -> assertThat(outcome.reply().code()).isEqualTo(code));
    }

    @Test
    @Timeout(20)
    void aProgramThatHangsIsEndedWithItsChildren() throws IOException {
        assertThatThrownBy(() -> deliver("sleep 1000 & echo $! >child; wait", 1))
                .isInstanceOf(IOException.class).hasMessageContaining("within 1 seconds");
        long child = Long.parseLong(Files.readString(home.resolve("child")).strip());
        await().atMost(Duration.ofSeconds(10)).until(() ->
                ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aProgramThatIsNotThereDefers() {
        assertThatThrownBy(() -> deliver(Map.of("program", home.resolve("none").toString())))
                .isInstanceOf(IOException.class).hasMessageContaining("none");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3601})
    void aDeadlineIsNeeded(int seconds) {
        assertThatThrownBy(() -> deliver(Map.of("seconds", seconds)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("allowed is 1 to 3600");
    }
}
