package org.postrider.example.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.directory.Account;
import org.postrider.api.directory.DomainInfo;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.testing.config.Configured;

class TextDirectoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Domain ORG = new Domain("example.org");
    private static final Resolution JOE = new Resolution.Mailbox(new Account(Address.parse("Joe@example.org"), true));

    @TempDir
    Path home;
    private TextDirectory directory;

    @AfterEach
    void close() {
        directory.close();
    }

    private void open(String text) throws IOException {
        Files.writeString(home.resolve("accounts.txt"), text);
        open();
    }

    private void open() {
        directory = new TextDirectory(Configured.with(
                TextDirectory.Configuration.class, Map.of("file", home.resolve("accounts.txt").toString())));
    }

    private Resolution resolve(String address) {
        return directory.resolve(Address.parse(address)).toCompletableFuture().join();
    }

    @Test
    void accountsAndAliases() throws IOException {
        open("""
                # who lives here
                Joe@example.org
                a=b@example.org

                info@example.org = joe@example.org, ann@elsewhere.test
                bob@example.com
                """);
        assertThat(resolve("joe@example.org")).isEqualTo(JOE);
        assertThat(resolve("JOE+shop@Example.ORG")).isEqualTo(JOE);
        assertThat(resolve("a=b@example.org")).isInstanceOf(Resolution.Mailbox.class);
        assertThat(resolve("info@example.org")).isEqualTo(new Resolution.Alias(
                List.of(Address.parse("joe@example.org"), Address.parse("ann@elsewhere.test"))));
        assertThat(resolve("nobody@example.org")).isEqualTo(new Resolution.Unknown());
        assertThat(resolve("joe@elsewhere.test")).isEqualTo(new Resolution.Foreign());
        assertThat(directory.domains()).containsExactly(
                new DomainInfo(new Domain("example.com"), 1, 0), new DomainInfo(ORG, 2, 1));
        assertThat(directory.domain(ORG).toCompletableFuture().join()).contains(new DomainInfo(ORG, 2, 1));
        assertThat(directory.domain(new Domain("elsewhere.test")).toCompletableFuture().join()).isEmpty();
        assertThat(directory.accounts(ORG)).extracting(account -> account.address().toString())
                .containsExactly("Joe@example.org", "a=b@example.org");
        assertThat(directory.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"joe, line 2: found 'joe'", "'joe@example.org =', line 2", "'x@example.org = joe', line 2",
        "ann@example.org, line 2: found 'ann@example.org'", "'x@example.org = info@example.org', an alias that leads to an alias"})
    void whatIsWrongIsNamedAndReplacesNothing(String line, String problem) throws IOException {
        open("ann@example.org\n" + line + "\ninfo@example.org = ann@example.org\n");
        assertThat(directory.problems()).singleElement().asString().contains(problem).contains("allowed");
        assertThatThrownBy(() -> resolve("ann@example.org")).isInstanceOf(CompletionException.class);

        change("ann@example.org\n");
        await().atMost(PATIENCE).until(() -> directory.problems().isEmpty());
        change("ann@example.org\nbob@example.org\n" + line + "\nann@example.org\n");
        await().atMost(PATIENCE).until(() -> !directory.problems().isEmpty());
        assertThat(resolve("ann@example.org")).isInstanceOf(Resolution.Mailbox.class);
        assertThat(resolve("bob@example.org")).isEqualTo(new Resolution.Unknown());
    }

    private void change(String text) throws IOException {
        Path part = Files.writeString(home.resolve("accounts.part"), text);
        Files.move(part, home.resolve("accounts.txt"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void whileThereIsNoFileNobodyIsUnknown() throws IOException {
        open();
        assertThat(directory.problems()).singleElement().asString().contains("cannot be read");
        assertThatThrownBy(() -> resolve("joe@example.org")).isInstanceOf(CompletionException.class);
        assertThat(directory.domains()).isEmpty();

        change("Joe@example.org\n");
        await().atMost(PATIENCE).until(() -> directory.problems().isEmpty());
        assertThat(resolve("joe@example.org")).isEqualTo(JOE);

        Path away = Files.move(home.resolve("accounts.txt"), home.resolve("away"));
        await().atMost(PATIENCE).until(() -> !directory.problems().isEmpty());
        assertThat(resolve("joe@example.org")).isEqualTo(JOE);
        Files.move(away, home.resolve("accounts.txt"));
        await().atMost(PATIENCE).until(() -> directory.problems().isEmpty());
    }
}
