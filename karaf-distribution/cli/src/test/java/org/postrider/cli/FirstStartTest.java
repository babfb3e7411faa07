package org.postrider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {

    @TempDir
    Path home;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @BeforeEach
    void etc() throws IOException {
        Files.createDirectory(home.resolve("etc"));
        Files.writeString(home.resolve("etc/users.properties"), "# users\nsomeone = x,viewer\n");
        Files.createFile(SshKey.privateKey(home));
    }

    @Test
    void thePasswordIsShownOnceAndOnlyItsDigestIsInTheUsersFile() throws IOException {
        FirstStart.run(home, "mail.example.org", out);
        String password = Files.readString(home.resolve("admin-password")).strip();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("user admin, password " + password);
        assertThat(users()).contains("# users", "someone = x,viewer", "admin = " + Passwords.digest(password) + ",_g_:admingroup");
        printed.reset();
        FirstStart.run(home, "mail.example.org", out);
        assertThat(printed.size()).isZero();
    }

    @Test
    void noTwoInstancesHaveTheSamePassword() throws IOException {
        FirstStart.run(home, "mail.example.org", out);
        String first = Files.readString(home.resolve("admin-password"));
        Files.delete(home.resolve("etc/users.properties"));
        FirstStart.run(home, "mail.example.org", out);
        assertThat(Files.readString(home.resolve("admin-password"))).isNotEqualTo(first).hasSizeGreaterThan(20);
    }

    @Test
    void onlyTheOwnerReadsSecrets() throws IOException {
        Files.delete(SshKey.privateKey(home));
        FirstStart.run(home, "mail.example.org", out);
        for (String name : List.of("admin-password", "etc/users.properties", "etc/keys.properties", "etc/shell.key",
                "tls/self-signed.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name))))
                    .as(name).isEqualTo("rw-------");
        }
    }

    @Test
    void changingThePasswordRemovesTheGeneratedOne() throws IOException {
        FirstStart.run(home, "mail.example.org", out);
        assertThat(Passwords.change(home, "correct horse", out)).isZero();
        assertThat(home.resolve("admin-password")).doesNotExist();
        assertThat(users()).contains("admin = " + Passwords.digest("correct horse") + ",_g_:admingroup")
                .filteredOn(line -> line.startsWith("admin")).hasSize(1);
    }

    @Test
    void aShortPasswordIsRefused() throws IOException {
        FirstStart.run(home, "mail.example.org", out);
        assertThat(Passwords.change(home, "elevenchars", out)).isEqualTo(1);
        assertThat(home.resolve("admin-password")).exists();
    }

    private List<String> users() throws IOException {
        return Files.readAllLines(home.resolve("etc/users.properties"));
    }
}
