package org.postrider.directory.file;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.directory.Account;
import org.postrider.api.directory.DomainInfo;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.testing.config.Configured;

@Timeout(60)
class FileDirectoryTest {

    private static final Domain EXAMPLE = new Domain("example.org");
    private static final Address JOE = Address.parse("joe@example.org");
    private static final char[] NO_PASSWORD = {};

    @TempDir
    Path home;

    private FileDirectory directory;

    private FileDirectory open(String separator, boolean createDefault) throws IOException {
        close();
        directory = new FileDirectory(Configured.with(FileDirectoryConfiguration.class, Map.of(
                "directory", home.resolve("domains").toString(),
                "separator", separator,
                "createDefault", createDefault)));
        return directory;
    }

    private FileDirectory open() throws IOException {
        return open("+", false);
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

    private Resolution resolve(String address) {
        return directory.resolve(Address.parse(address)).toCompletableFuture().join();
    }

    private static Resolution mailbox(String address) {
        return new Resolution.Mailbox(new Account(Address.parse(address), true));
    }

    @Test
    void lookUps() throws IOException {
        file("account Joe", "account ann+archive", "account old disabled", "alias info = joe@example.org, x@example.com");
        open();
        assertThat(resolve("joe@example.org")).isEqualTo(mailbox("Joe@example.org"));
        assertThat(resolve("JOE@EXAMPLE.ORG")).isEqualTo(mailbox("Joe@example.org"));
        assertThat(resolve("joe+shop@example.org")).isEqualTo(mailbox("Joe@example.org"));
        assertThat(resolve("joe+shop+more@example.org")).isEqualTo(mailbox("Joe@example.org"));
        assertThat(resolve("ann+archive@example.org")).isEqualTo(mailbox("ann+archive@example.org"));
        assertThat(resolve("ann@example.org")).isEqualTo(new Resolution.Unknown());
        assertThat(resolve("+shop@example.org")).isEqualTo(new Resolution.Unknown());
        assertThat(resolve("old@example.org"))
                .isEqualTo(new Resolution.Mailbox(new Account(Address.parse("old@example.org"), false)));
        assertThat(resolve("INFO@example.org"))
                .isEqualTo(new Resolution.Alias(List.of(JOE, Address.parse("x@example.com"))));
        assertThat(resolve("nobody@example.org")).isEqualTo(new Resolution.Unknown());
        assertThat(resolve("joe@sub.example.org")).isEqualTo(new Resolution.Foreign());
        assertThat(directory.domain(EXAMPLE).toCompletableFuture().join()).contains(new DomainInfo(EXAMPLE, 3, 1));
        assertThat(directory.domain(new Domain("example.com")).toCompletableFuture().join()).isEmpty();
        assertThat(directory.domains()).containsExactly(new DomainInfo(EXAMPLE, 3, 1));
        assertThat(directory.accounts(EXAMPLE)).extracting(a -> a.address().localPart())
                .containsExactly("Joe", "ann+archive", "old");
        assertThat(directory.accounts(new Domain("example.com"))).isEmpty();
    }

    @Test
    void theSeparatorIsAnotherOrNone() throws IOException {
        file("account joe");
        open("-", false);
        assertThat(resolve("joe-x@example.org")).isEqualTo(mailbox("joe@example.org"));
        assertThat(resolve("joe+x@example.org")).isEqualTo(new Resolution.Unknown());
        open("", false);
        assertThat(resolve("joe-x@example.org")).isEqualTo(new Resolution.Unknown());
    }

    @Test
    void aWrongSeparatorIsAProblemAndNotAnOutage() throws IOException {
        file("account joe", "account postmaster");
        open("plus", false);
        assertThat(resolve("joe+x@example.org")).isEqualTo(mailbox("joe@example.org"));
        assertThat(directory.problems()).singleElement().asString().contains("separator: found 'plus'; allowed is");
    }

    @Test
    void anEmptyDirectoryGetsAPostmasterAtLocalhost() throws IOException {
        open("+", true);
        assertThat(resolve("postmaster@localhost")).isEqualTo(mailbox("postmaster@localhost"));
        assertThat(directory.problems()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("domains"))))
                .isEqualTo("rwx------");
    }

    @Test
    void nothingIsCreatedBesideOtherDomainsOrWhenItIsNotWanted() throws IOException {
        open("+", false);
        assertThat(directory.domains()).isEmpty();
        file("account postmaster");
        open("+", true);
        assertThat(directory.domains()).extracting(DomainInfo::domain).containsExactly(EXAMPLE);
    }

    @Test
    void aFileThatIsDroppedInCountsByItself() throws IOException {
        open();
        file("account joe");
        await().atMost(20, SECONDS).untilAsserted(() ->
                assertThat(resolve("joe@example.org")).isEqualTo(mailbox("joe@example.org")));
    }

    @Test
    void changesAreVisibleAtOnceAndAfterARestart() throws IOException {
        open();
        directory.addDomain(EXAMPLE);
        directory.addAccount(JOE, NO_PASSWORD);
        directory.putAlias(Address.parse("info@example.org"), List.of(JOE));
        for (int i = 0; i < 2; i++) {
            assertThat(resolve("joe@example.org")).isEqualTo(mailbox("joe@example.org"));
            assertThat(resolve("info@example.org")).isEqualTo(new Resolution.Alias(List.of(JOE)));
            open();
        }
        directory.removeAlias(Address.parse("INFO@example.org"));
        directory.removeAccount(JOE);
        assertThat(resolve("joe@example.org")).isEqualTo(new Resolution.Unknown());
        directory.removeDomain(EXAMPLE);
        assertThat(resolve("joe@example.org")).isEqualTo(new Resolution.Foreign());
        assertThat(path()).doesNotExist();
    }

    @Test
    void aChangeTouchesItsOwnLineOnly() throws IOException {
        file("# people", "account joe   ", "", "# who reads what", "alias info = joe@example.org", "# the end");
        open();
        directory.addAccount(Address.parse("ann@example.org"), NO_PASSWORD);
        directory.putAlias(Address.parse("info@example.org"), List.of(Address.parse("ann@example.org"), JOE));
        directory.putAlias(Address.parse("sales@example.org"), List.of(JOE));
        assertThat(path()).hasContent(String.join("\n", "# people", "account joe   ", "account ann", "",
                "# who reads what", "alias info = ann@example.org, joe@example.org", "alias sales = joe@example.org",
                "# the end"));
    }

    @Test
    void aChangeKeepsWhatSomebodyElseHasJustWritten() throws IOException {
        file("account joe");
        open();
        file("account joe", "account ann");
        directory.addAccount(Address.parse("bob@example.org"), NO_PASSWORD);
        assertThat(directory.accounts(EXAMPLE)).extracting(a -> a.address().localPart()).containsExactly("ann", "bob", "joe");
    }

    @Test
    void filesBelongToTheirOwnerUnlessSomebodySaidOtherwise() throws IOException {
        open();
        directory.addDomain(EXAMPLE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path()))).isEqualTo("rw-------");
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r-----"));
        directory.addAccount(JOE, NO_PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path()))).isEqualTo("rw-r-----");
        assertThat(home.resolve("domains").toFile().list()).containsExactlyInAnyOrder(".login-secret", "example.org.domain");
    }

    @Test
    void requestsThatCannotBeAreRefusedInWordsAndChangeNothing() throws IOException {
        file("account joe", "alias info = joe@example.org");
        open();
        String before = Files.readString(path());
        refused("the domain example.org exists already", () -> directory.addDomain(EXAMPLE));
        refused("still has 2 entries", () -> directory.removeDomain(EXAMPLE));
        refused("there is no domain example.com", () -> directory.removeDomain(new Domain("example.com")));
        refused("there is no domain", () -> directory.addAccount(Address.parse("x@example.com"), NO_PASSWORD));
        refused("exists already: account joe", () -> directory.addAccount(Address.parse("JOE@example.org"), NO_PASSWORD));
        refused("exists already: alias info", () -> directory.addAccount(Address.parse("info@example.org"), NO_PASSWORD));
        refused("exists already: account joe", () -> directory.putAlias(JOE, List.of(Address.parse("a@b"))));
        refused("1 to 1000 targets", () -> directory.putAlias(Address.parse("x@example.org"), List.of()));
        refused("there is no alias joe@example.org", () -> directory.removeAlias(JOE));
        refused("there is no account info@example.org", () -> directory.removeAccount(Address.parse("info@example.org")));
        refused("there is no account x@example.org", () -> directory.removeAccount(Address.parse("x@example.org")));
        refused("leads back to itself", () -> directory.putAlias(
                Address.parse("loop@example.org"), List.of(Address.parse("loop@example.org"))));
        assertThat(path()).hasContent(before);
        assertThat(resolve("loop@example.org")).isEqualTo(new Resolution.Unknown());
        file("account joe", "what is this");
        refused("mend the file first: example.org.domain line 2", () ->
                directory.addAccount(Address.parse("ann@example.org"), NO_PASSWORD));
    }

    private static void refused(String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void whatCannotBeStoredIsNotInForce() throws IOException {
        file("account joe");
        open();
        Files.createDirectories(home.resolve("domains/.example.org.domain.tmp/in the way"));
        assertThatThrownBy(() -> directory.addAccount(Address.parse("ann@example.org"), NO_PASSWORD))
                .isInstanceOf(IOException.class);
        assertThat(resolve("ann@example.org")).isEqualTo(new Resolution.Unknown());
        assertThat(path()).hasContent("account joe");
    }

    @Test
    void passwordsAreKeptAsSaltedHashesOnly() throws Exception {
        open();
        directory.addDomain(EXAMPLE);
        char[] password = "pässword".toCharArray();
        directory.addAccount(JOE, password);
        directory.addAccount(Address.parse("ann@example.org"), password);

        assertThat(path()).content().doesNotContain("pässword");
        List<String> lines = Files.readAllLines(path());
        assertThat(String.join("", lines)).doesNotContain("pässword");
        String[] joe = lines.get(1).substring("account joe {SCRAM-SHA-256}".length()).split("\\$");
        String[] ann = lines.get(2).substring("account ann {SCRAM-SHA-256}".length()).split("\\$");
        assertThat(joe).hasSize(4);
        assertThat(joe[0]).isEqualTo("600000");
        for (int i = 1; i < 4; i++) {
            assertThat(joe[i]).isNotEqualTo(ann[i]);
        }
        assertThat(password).containsExactly("pässword".toCharArray());
    }

    @Test
    void passwordIsChangedAndTaken() throws Exception {
        file("account joe disabled", "account ann");
        open();
        directory.setPassword(JOE, "first password".toCharArray());
        assertThat(Files.readAllLines(path()).get(0)).matches("account joe \\{SCRAM-SHA-256}\\S+ disabled");
        directory.setPassword(JOE, NO_PASSWORD);
        assertThat(Files.readAllLines(path())).containsExactly("account joe disabled", "account ann");
        assertThatThrownBy(() -> directory.setPassword(Address.parse("bob@example.org"), NO_PASSWORD))
                .hasMessage("there is no account bob@example.org");
        assertThatThrownBy(() -> directory.setPassword(JOE, "with\u0007bell".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("a password has no control");
    }

    @Test
    @Timeout(30)
    void aHundredThousandAccountsLoadAndAreFoundWithoutMakingAnything() throws IOException {
        StringBuilder text = new StringBuilder("# many\n");
        String hash = " {PBKDF2-SHA256}600000$AAAAAAAAAAAAAAAAAAAAAA==$" + "A".repeat(43) + "=";
        for (int i = 0; i < 100_000; i++) {
            text.append("account user").append(i).append(hash).append('\n');
        }
        for (int i = 0; i < 10_000; i++) {
            text.append("alias alias").append(i).append(" = user").append(i).append("@example.org, x@example.com\n");
        }
        file(text.toString());
        open();
        assertThat(directory.domain(EXAMPLE).toCompletableFuture().join())
                .contains(new DomainInfo(EXAMPLE, 100_000, 10_000));
        Address last = Address.parse("user99999+tag@example.org");
        assertThat((Object) directory.resolve(last)).isSameAs(directory.resolve(Address.parse("USER99999@example.org")));
        assertThat((Object) directory.resolve(Address.parse("a@b"))).isSameAs(directory.resolve(Address.parse("c@d")));
    }

    @Test
    void aDirectoryThatCannotBeMadeLeavesWhatWasThere() throws Exception {
        open("+", true);
        Files.writeString(home.resolve("file"), "");
        directory.modified(configuration(home.resolve("file/below"), "-"));
        assertThat(directory.domains()).hasSize(1);
        assertThat(directory.resolve(Address.parse("postmaster+tag@localhost")).toCompletableFuture().get())
                .isInstanceOf(Resolution.Mailbox.class);

        directory.modified(configuration(home.resolve("others"), "-"));
        assertThat(home.resolve("others/localhost.domain")).exists();
        assertThat(directory.resolve(Address.parse("postmaster-tag@localhost")).toCompletableFuture().get())
                .isInstanceOf(Resolution.Mailbox.class);
    }

    private static FileDirectoryConfiguration configuration(Path directory, String separator) {
        return Configured.with(FileDirectoryConfiguration.class,
                Map.of("directory", directory.toString(), "separator", separator));
    }
}
