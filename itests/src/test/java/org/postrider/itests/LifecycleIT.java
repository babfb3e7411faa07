package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting, stopping, dying, and two servers at once. */
class LifecycleIT {

    private final PostriderServer server = PostriderServer.create("lifecycle");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRestartAndAKillKeepAccountAndData() throws IOException {
        server.start();
        String password = server.read("admin-password");
        String users = server.read("etc/users.properties");
        Files.writeString(server.home().resolve("mail/kept"), "kept");
        server.kill();
        assertThat(server.script("status").code()).isEqualTo(3);
        assertThat(server.start().read("admin-password")).isEqualTo(password);
        assertThat(server.read("etc/users.properties")).isEqualTo(users);
        assertThat(server.read("mail/kept")).isEqualTo("kept");
        secondServerBesideIt();
        assertThat(server.script("start")).satisfies(again -> assertThat(again.code()).isEqualTo(1))
                .extracting(Result::output).asString().contains("already running");
        server.stop();
        assertThat(server.process()).isEmpty();
    }

    private void secondServerBesideIt() {
        try (PostriderServer other = PostriderServer.create("other")) {
            other.start();
            assertThat(other.read("admin-password")).isNotEqualTo(server.read("admin-password"));
            assertThat(other.shell("shell:echo other").good().output()).isEqualTo("other\n");
            assertThat(server.shell("shell:echo first").good().output()).isEqualTo("first\n");
        }
    }

    @Test
    void withoutAServerEveryCommandSaysSo() {
        assertThat(server.script("status").code()).isEqualTo(3);
        assertThat(server.shell("shell:echo x")).satisfies(result -> assertThat(result.code()).isEqualTo(1))
                .extracting(Result::output).asString().contains("not running");
        assertThat(server.script("stop").good().output()).isEqualTo("not running\n");
        assertThat(server.script("--help").good().output()).contains("POSTRIDER_HOME");
        assertThat(server.script("nonsense").code()).isEqualTo(2);
        assertThat(server.script("--profile", "x", "status").output())
                .contains("found x, allowed development, production");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "plugins", "upgrades"})
    void aDirectoryThatOthersMayWriteToIsRefused(String name) throws IOException {
        Files.createDirectories(server.home().resolve(name));
        Files.setPosixFilePermissions(server.home(), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(server.home().resolve(name), PosixFilePermissions.fromString("rwxrwxrwx"));
        Result refused = server.script("start");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.output()).contains(name + ": found").contains("writable by nobody else");
        assertThat(server.script("check").output()).contains(name + ": permissions: found rwxrwxrwx");
    }

    @Test
    void aBadConfigurationIsNamedAndNothingIsStarted() {
        server.configure("org.postrider.listener~x.cfg", "port = 25\n").configure("org.postrider.typo.cfg", "a = b\n")
                .configure("org.postrider.listener-bad.cfg", "port = 70000\nprot = 25\n");
        Result result = server.script("check");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output())
                .contains("org.postrider.listener~x.cfg: file name: found org.postrider.listener~x.cfg,"
                        + " allowed org.postrider.listener-x.cfg")
                .contains("org.postrider.typo.cfg: file name: found org.postrider.typo, allowed one of ")
                .contains("org.postrider.listener-bad.cfg: port: found '70000', allowed a whole number")
                .contains("org.postrider.listener-bad.cfg: prot: found an unknown key, allowed ");
        assertThat(server.process()).isEmpty();
    }

    @Test
    void changingThePasswordRemovesTheGeneratedOne() throws IOException {
        Files.createDirectories(server.home().resolve("etc"));
        Files.writeString(server.home().resolve("admin-password"), "generated\n");
        assertThat(server.script(List.of("passwd"), "too short\n").code()).isEqualTo(1);
        server.script(List.of("passwd"), "long enough it is\n").good();
        assertThat(server.home().resolve("admin-password")).doesNotExist();
        assertThat(server.read("etc/users.properties")).contains("admin = {CRYPT}").doesNotContain("long enough");
    }
}
