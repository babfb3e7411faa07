package org.postrider.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.testing.spool.CollectingFollower;
import org.postrider.testing.spool.SpoolMail;

/** Bar D1, for the spool alone: a process that is killed under load loses and changes nothing acknowledged. */
final class KillTest {

    private static final int CYCLES = Integer.getInteger("spool.kills", 25);

    /** What the killed processes wrote down of a message. */
    private static final class Noted {
        private long seed;
        private int octets;
        private boolean acknowledged;
        private boolean toBeFinished;
        private boolean finished;
    }

    @TempDir
    private Path directory;

    private final Map<String, Noted> noted = new HashMap<>();
    private long read;

    @Test
    void whatWasAcknowledgedSurvivesTheProcess() throws Exception {
        Random random = new Random(8);
        long acknowledged = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            killAfter(cycle, 20 + random.nextInt(400));
            readJournal();
            verify(cycle);
            acknowledged = noted.values().stream().filter(n -> n.acknowledged).count();
        }
        System.out.println(CYCLES + " kills, " + acknowledged + " messages acknowledged, none lost or changed");
        assertThat(acknowledged).isGreaterThan(CYCLES);
    }

    private Path journal() {
        return directory.resolve("journal");
    }

    private void killAfter(int cycle, int lines) throws Exception {
        long before = Files.exists(journal()) ? Files.size(journal()) : 0;
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m",
                "-cp", System.getProperty("java.class.path"), KilledWriter.class.getName(),
                directory.resolve("spool").toString(), journal().toString(), String.valueOf(cycle))
                .redirectErrorStream(true).redirectOutput(directory.resolve("output").toFile()).start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5)).until(() ->
                    !process.isAlive() || Files.exists(journal()) && Files.size(journal()) > before + 30L * lines);
            assertThat(process.isAlive()).as(Files.readString(directory.resolve("output"))).isTrue();
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void readJournal() throws Exception {
        String text = Files.readString(journal());
        int end = text.lastIndexOf('\n') + 1; // the last line may be in the middle of being written
        for (String line : text.substring((int) read, end).split("\n")) {
            note(line.split(" "));
        }
        Files.writeString(journal(), text.substring(0, end));
        read = end;
    }

    private void note(String[] fields) {
        Noted message = noted.computeIfAbsent(fields[1], id -> new Noted());
        switch (fields[0]) {
            case "S" -> {
                message.seed = Long.parseLong(fields[2]);
                message.octets = Integer.parseInt(fields[3]);
            }
            case "A" -> message.acknowledged = true;
            case "F" -> message.toBeFinished = true;
            case "D" -> message.finished = true;
            default -> throw new IllegalStateException(String.join(" ", fields));
        }
    }

    private void verify(int cycle) throws Exception {
        try (SegmentSpool spool = new SegmentSpool(
                TestSettings.small(), new DiskFiles(directory.resolve("spool"), true), Clock.systemUTC())) {
            for (Map.Entry<String, Noted> entry : noted.entrySet()) {
                Noted note = entry.getValue();
                if (note.acknowledged && !note.toBeFinished) {
                    assertThat(spool.find(MessageId.parse(entry.getKey()))).as("cycle " + cycle + ", lost").isPresent();
                }
            }
            CollectingFollower follower = new CollectingFollower();
            try (AutoCloseable following = spool.follow(follower)) {
                List<QueuedMessage> found = follower.await((int) spool.status().messages());
                for (QueuedMessage message : found) {
                    verify(spool, message);
                }
            }
        }
    }

    private void verify(SegmentSpool spool, QueuedMessage message) throws Exception {
        Noted note = noted.get(message.id().toString());
        assertThat(note).as("never submitted: " + message.id()).isNotNull();
        assertThat(note.finished).as("finished, and back: " + message.id()).isFalse();
        assertThat(message.envelope()).isEqualTo(SpoolMail.envelope(2));
        assertThat(SpoolMail.read(spool.open(message.id()))).isEqualTo(SpoolMail.text(note.octets, note.seed));
        if (message.state().hold().isEmpty()) {
            assertThat(message.state().pending()).isEqualTo(message.envelope().recipients());
        }
        note.acknowledged = true; // it was in flight when the process died, and from now on it is there to stay
    }
}
