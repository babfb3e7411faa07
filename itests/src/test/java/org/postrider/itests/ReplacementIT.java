package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A store and a directory of a higher ranking replace the built-in ones while mail flows, and the built-in ones are back
 * when they are gone. No session fails, and each message that was acknowledged is in one mailbox, once.
 */
class ReplacementIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TARGET = "org.postrider.delivery.local.LocalTransport.cfg";
    private static final PostriderServer SERVER = PostriderServer.create("replacement");
    private static final DeployFolder DEPLOY = DeployFolder.of(SERVER);
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");
    private static final Path EXAMPLE = SERVER.home().resolve("mail-example/localhost/postmaster@/INBOX");

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** Does it under load, and has every acknowledged message arrive once, wherever. */
    private static void underLoad(Callable<?> work) throws Exception {
        SteadyLoad load = SteadyLoad.start(SERVER.smtpPort());
        Set<String> acknowledged;
        try {
            work.call();
        } finally {
            acknowledged = load.stop();
        }
        System.out.println("acknowledged meanwhile: " + acknowledged.size());
        assertThat(acknowledged).isNotEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(AckedLoad.ids(everything())).containsAll(acknowledged));
        assertThat(AckedLoad.ids(everything()).stream().filter(acknowledged::contains)).doesNotHaveDuplicates();
    }

    /** The load of each test has the same ids. */
    @BeforeEach
    void clear() throws IOException {
        POSTMASTER.clear();
        Directories.delete(EXAMPLE);
    }

    private static List<String> everything() {
        List<String> messages = new ArrayList<>(POSTMASTER.messages());
        messages.addAll(inExample());
        return messages;
    }

    private static List<String> inExample() {
        if (!Files.isDirectory(EXAMPLE)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            List<String> messages = new ArrayList<>();
            for (Path file : files.filter(it -> !it.getFileName().toString().startsWith(".")).toList()) {
                messages.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a message that is sent now comes to rest in the store of the example, and not in the Maildir. */
    private static boolean isStoredByTheExample() {
        String subject = "numbered-" + System.nanoTime();
        assertThat(MailSession.mail(SERVER.smtpPort(), "Subject: " + subject + "\r\n\r\nx\r\n")).startsWith("250 ");
        await().atMost(PATIENCE).until(() -> everything().stream().anyMatch(it -> it.contains(subject)));
        return inExample().stream().anyMatch(it -> it.contains(subject));
    }

    @Test
    void aStoreOfAHigherRankingHasTheMailUntilItIsGone() throws Exception {
        assertThat(isStoredByTheExample()).isFalse();
        underLoad(() -> {
            DEPLOY.dropExample("store");
            Stopwatch.start("store dropped in, mail stored by it").until(SOON, ReplacementIT::isStoredByTheExample);
            DEPLOY.remove("store.jar");
            Stopwatch.start("store removed, mail in the Maildir").until(SOON, () -> !isStoredByTheExample());
            return null;
        });
    }

    @Test
    void aTargetHasTheLastWord() throws Exception {
        SERVER.configure(TARGET, "store.target = (component.name=org.postrider.store.maildir.MaildirStore)\n");
        await().atMost(PATIENCE).until(() -> SERVER.shell("config:property-list --pid " + TARGET.replace(".cfg", ""))
                .output().contains("store.target"));
        underLoad(() -> {
            DEPLOY.dropExample("store");
            await().atMost(PATIENCE).until(() -> SERVER.shell("bundle:list").good().output().contains("Store example"));
            assertThat(isStoredByTheExample()).isFalse();
            Files.delete(SERVER.home().resolve("etc").resolve(TARGET));
            await().atMost(PATIENCE).until(ReplacementIT::isStoredByTheExample);
            DEPLOY.remove("store.jar");
            await().atMost(PATIENCE).until(() -> !isStoredByTheExample());
            return null;
        });
    }

    @Test
    void aDirectoryOfAHigherRankingSaysWhoLivesHereUntilItIsGone() throws Exception {
        Files.writeString(SERVER.home().resolve("accounts.txt"), "postmaster@localhost\nnew@here.test\n");
        assertThat(reply("new@here.test")).startsWith("554 5.7.1 ");
        underLoad(() -> {
            DEPLOY.dropExample("directory");
            Stopwatch.start("directory dropped in, its account known")
                    .until(SOON, () -> reply("new@here.test").startsWith("250 "));
            delivered();
            assertThat(SERVER.shell("mail:accounts").good().output()).contains("new@here.test");
            DEPLOY.remove("directory.jar");
            Stopwatch.start("directory removed, its account unknown")
                    .until(SOON, () -> reply("new@here.test").startsWith("554 5.7.1 "));
            return null;
        });
    }

    private static void delivered() {
        try (MailSession session = MailSession.open(SERVER.smtpPort())) {
            session.command("MAIL FROM:<sender@session.test>");
            session.command("RCPT TO:<new@here.test>");
            session.command("DATA");
            assertThat(session.finish("Subject: welcome\r\n\r\nx\r\n")).startsWith("250 ");
        }
        Maildir mailbox = Maildir.of(SERVER.home(), "here.test", "new");
        await().atMost(PATIENCE).until(() -> mailbox.messages().stream().anyMatch(it -> it.contains("Subject: welcome")));
    }

    /** What a recipient is answered. */
    private static String reply(String recipient) {
        try (MailSession session = MailSession.open(SERVER.smtpPort())) {
            session.command("MAIL FROM:<sender@session.test>");
            return session.command("RCPT TO:<" + recipient + ">");
        }
    }
}
