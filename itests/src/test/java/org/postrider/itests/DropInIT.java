package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files that are dropped into a running server count, and count no longer when they are removed. */
class DropInIT {

    private static final PostriderServer SERVER = PostriderServer.create("drop-in");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void theFilterExampleComesAndGoes() throws IOException {
        comesAndGoes("filter", "org.postrider.api.filter.MailFilter", "mail.filter.name = executable-attachments");
    }

    @Test
    void theObserverExampleComesAndGoes() throws IOException {
        comesAndGoes("observer", "org.postrider.api.event.MailObserver", "org.postrider.example.observer");
    }

    private static void comesAndGoes(String example, String service, String shown) throws IOException {
        assertThat(services(service)).doesNotContain(shown);
        drop("deploy/" + example + ".jar", Files.readAllBytes(jar(example)));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(services(service)).contains(shown));
        Files.delete(SERVER.home().resolve("deploy/" + example + ".jar"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(services(service)).doesNotContain(shown));
    }

    private static String services(String service) {
        return SERVER.shell("service:list " + service).output();
    }

    private static Path jar(String example) {
        return Path.of(System.getProperty("postrider.examples"), example + "-example", "target",
                "org.postrider.example." + example + "-" + System.getProperty("postrider.version") + ".jar");
    }

    /** As the guide says: under another name until it is whole. */
    private static void drop(String name, byte[] content) throws IOException {
        Path part = SERVER.home().resolve(name + ".part");
        Files.write(part, content);
        Files.move(part, SERVER.home().resolve(name));
    }

    @Test
    void aDomainFileComesAndGoesAndIsNeverReplacedByABadOne() throws IOException {
        drop("domains/example.org.domain", "account postmaster\naccount ann\n".getBytes());
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(SERVER.shell("mail:accounts example.org").output()).contains("ann@example.org"));

        Files.writeString(SERVER.home().resolve("domains/example.org.domain"), "account postmaster\nacount bob\n");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(SERVER.shell("mail:check").output())
                .contains("example.org.domain line 2: found 'acount'; allowed is 'account NAME"));
        assertThat(SERVER.shell("mail:accounts example.org").good().output()).contains("ann@example.org");
        assertThat(SERVER.log()).contains("example.org.domain line 2: found 'acount'");

        Files.delete(SERVER.home().resolve("domains/example.org.domain"));
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(SERVER.shell("mail:domains").good().output()).doesNotContain("example.org"));
    }

    @Test
    void aFirstStartMakesAPostmasterAtLocalhost() {
        assertThat(SERVER.read("domains/localhost.domain").lines()).contains("account postmaster");
        assertThat(SERVER.shell("mail:accounts localhost").good().output()).contains("postmaster@localhost");
    }
}
