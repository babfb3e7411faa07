package org.postrider.directory.file;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.testing.config.Configured;

/** What a file directory tells of passwords: how often they are hashed, and what names without one are told. */
@Timeout(60)
class PasswordRoundsTest {

    private static final Address JOE = Address.parse("joe@example.org");
    private static final Address ANN = Address.parse("ann@example.org");

    @TempDir
    Path home;

    private FileDirectory directory;

    private void open() throws IOException {
        open(withRounds(4096));
    }

    private void open(FileDirectoryConfiguration configuration) throws IOException {
        close();
        directory = new FileDirectory(configuration);
    }

    @AfterEach
    void close() {
        if (directory != null) {
            directory.close();
        }
    }

    private void file(String... lines) throws IOException {
        Files.createDirectories(home.resolve("domains"));
        Files.writeString(path(), String.join("\n", lines));
    }

    private Path path() {
        return home.resolve("domains/example.org.domain");
    }

    @Test
    void roundsAreThoseOfPasswordsThatAreSetFromNowOn() throws Exception {
        file("account joe", "account ann");
        open();
        directory.setPassword(JOE, "first password".toCharArray());
        assertThat(Files.readAllLines(path()).get(0)).startsWith("account joe {SCRAM-SHA-256}4096$");
        directory.modified(withRounds(5000));
        directory.setPassword(ANN, "second password".toCharArray());
        assertThat(rounds("joe@example.org")).isEqualTo(4096);
        assertThat(rounds("ann@example.org")).isEqualTo(5000);
        assertThat(rounds("nobody@example.org")).isEqualTo(5000);
        assertThat(directory.password("joe@example.org", "first password".toCharArray()).toCompletableFuture().get())
                .contains(JOE);
        assertThat(directory.problems()).noneMatch(problem -> problem.contains("rounds"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4095, 10_000_001, -1})
    void wrongRoundsAreAProblemAndNotAnOutage(int rounds) throws Exception {
        file("account joe", "account postmaster");
        open(withRounds(rounds));
        assertThat(directory.problems()).singleElement().asString().contains(
                "rounds: found " + rounds + "; allowed is a whole number of 4096..10000000; 600000 is used");
        assertThat(rounds("nobody@example.org")).isEqualTo(600_000);
    }

    private FileDirectoryConfiguration withRounds(int rounds) {
        return Configured.with(FileDirectoryConfiguration.class,
                Map.of("directory", home.resolve("domains").toString(), "createDefault", false, "rounds", rounds));
    }

    private int rounds(String name) throws Exception {
        return directory.scram(name).toCompletableFuture().get().rounds();
    }

    private byte[] salt(String name) throws Exception {
        return directory.scram(name).toCompletableFuture().get().salt();
    }

    /** A1: a restart does not tell which names are made up. */
    @Test
    void madeUpSaltsOutlastARestart() throws Exception {
        open();
        byte[] salt = salt("nobody@example.org");
        Path secret = home.resolve("domains/.login-secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret))).isEqualTo("rw-------");
        open();
        assertThat(salt("nobody@example.org")).isEqualTo(salt);
        Files.delete(secret);
        open();
        assertThat(salt("nobody@example.org")).isNotEqualTo(salt);
    }

    @Test
    void aSecretThatIsNoneIsAProblemAndStaysAsItIs() throws Exception {
        file("account postmaster");
        Path secret = home.resolve("domains/.login-secret");
        Files.writeString(secret, "half of it");
        open();
        assertThat(directory.problems()).singleElement().asString()
                .startsWith(".login-secret: found 10 characters that are no secret; allowed is");
        assertThat(salt("nobody@example.org")).isEqualTo(salt("nobody@example.org"));
        assertThat(secret).hasContent("half of it");

        Files.delete(secret);
        Files.createDirectories(secret.resolve("in the way"));
        open();
        assertThat(directory.problems()).singleElement().asString().startsWith(".login-secret: found java.io.IOException");
        assertThat(directory.resolve(Address.parse("postmaster@example.org")).toCompletableFuture().join())
                .isInstanceOf(Resolution.Mailbox.class);
    }
}
