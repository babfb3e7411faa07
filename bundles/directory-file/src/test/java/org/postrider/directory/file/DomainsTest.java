package org.postrider.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;

/** What is read, when, and what becomes of files that are wrong. */
class DomainsTest {

    @TempDir
    Path directory;

    private Domains domains;
    private int writes;

    @BeforeEach
    void oneGoodDomain() throws IOException {
        write("example.org.domain", "account postmaster", "account joe");
        open();
    }

    private void open() throws IOException {
        domains = new Domains(new DomainFolder(directory), new SubAddress("+"));
    }

    private void write(String file, String... lines) throws IOException {
        Path path = Files.writeString(directory.resolve(file), String.join("\n", lines));
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2026-11-21T12:00:00Z").plusSeconds(++writes)));
    }

    private void refreshed() {
        domains.refresh(); // sees the change
        domains.refresh(); // sees that it has come to rest
    }

    private Resolution resolve(String address) throws Exception {
        return domains.current().resolve(Address.parse(address)).toCompletableFuture().get();
    }

    private boolean isMailbox(String address) throws Exception {
        return resolve(address) instanceof Resolution.Mailbox;
    }

    @Test
    void aChangeCountsWhenTheFileHasComeToRest() throws Exception {
        write("example.org.domain", "account postmaster", "account ann");
        domains.refresh();
        assertThat(isMailbox("ann@example.org")).isFalse();
        domains.refresh();
        assertThat(isMailbox("ann@example.org")).isTrue();
        assertThat(resolve("joe@example.org")).isEqualTo(new Resolution.Unknown());
    }

    @Test
    void aFileThatGrowsIsLeftAlone() throws Exception {
        write("example.org.domain");
        domains.refresh();
        write("example.org.domain", "account post");
        domains.refresh();
        assertThat(isMailbox("joe@example.org")).isTrue();
    }

    @Test
    void aFileThatIsAwayForAMomentIsNotGone() throws Exception {
        Path file = directory.resolve("example.org.domain");
        Files.move(file, directory.resolve("example.org.domain~"));
        domains.refresh();
        Files.move(directory.resolve("example.org.domain~"), file);
        domains.refresh();
        assertThat(isMailbox("joe@example.org")).isTrue();
    }

    @Test
    void domainsComeAndGo() throws Exception {
        assertThat(resolve("x@example.com")).isEqualTo(new Resolution.Foreign());
        write("example.com.domain", "account x");
        refreshed();
        assertThat(isMailbox("x@example.com")).isTrue();
        Files.delete(directory.resolve("example.com.domain"));
        refreshed();
        assertThat(resolve("x@example.com")).isEqualTo(new Resolution.Foreign());
    }

    @Test
    void aBadFileNeverReplacesAGoodOne() throws Exception {
        write("example.org.domain", "account postmaster", "acount ann");
        refreshed();

        assertThat(isMailbox("joe@example.org")).isTrue();
        assertThat(domains.problems()).singleElement().asString()
                .startsWith("example.org.domain line 2: found 'acount'; allowed is ");

        write("example.org.domain", "account postmaster", "account ann");
        refreshed();
        assertThat(isMailbox("ann@example.org")).isTrue();
        assertThat(domains.problems()).isEmpty();
    }

    @Test
    void aDomainWhoseFileWasNeverGoodIsNeitherForeignNorEmpty() throws Exception {
        write("example.com.domain", "nonsense");
        open();

        assertThatThrownBy(() -> resolve("x@example.com")).isInstanceOf(ExecutionException.class)
                .rootCause().hasMessageContaining("example.com.domain line 1: found 'nonsense'");
        assertThatThrownBy(() -> domains.current().domain(Address.parse("x@example.com").domain())
                .toCompletableFuture().get()).isInstanceOf(ExecutionException.class);
        assertThat(isMailbox("joe@example.org")).isTrue();

        write("example.com.domain", "account x", "account postmaster");
        refreshed();
        assertThat(isMailbox("x@example.com")).isTrue();
    }

    @Test
    void octetsThatAreNoTextAreAProblem() throws Exception {
        Files.write(directory.resolve("example.com.domain"), new byte[] {'#', (byte) 0xff, '\n'});
        refreshed();
        assertThat(domains.problems()).singleElement().asString().contains("UTF-8");
    }

    @Test
    void namesThatAreNoDomainAreProblemsAndNothingElse() throws Exception {
        write("Example.NET.domain", "account postmaster");
        write("under_score.domain", "account postmaster");
        write("xn--mnchen-3ya.example.domain", "account postmaster");
        write(".hidden.domain", "nonsense");
        write("notes.txt", "nonsense");
        refreshed();
        assertThat(domains.problems()).hasSize(2)
                .anyMatch(p -> p.contains("Example.NET.domain") && p.contains("allowed is example.net.domain"))
                .anyMatch(p -> p.contains("under_score.domain"));
        assertThat(isMailbox("postmaster@münchen.example")).isTrue();
    }

    @Test
    void whatIsSaidTwiceIsRefused() throws Exception {
        write("example.org.domain", "account postmaster", "", "alias PostMaster = a@b");
        refreshed();
        assertThat(domains.problems()).singleElement().asString().isEqualTo("example.org.domain line 3: found "
                + "'alias PostMaster = a@b'; allowed is each name once; line 1 has it already");
    }

    @Test
    void theFileThatClosesACircleIsRefusedAndTheOthersStay() throws Exception {
        write("a.domain", "account postmaster", "alias x = x@b");
        write("b.domain", "account postmaster", "account x");
        refreshed();
        assertThat(domains.problems()).isEmpty();

        write("b.domain", "account postmaster", "alias x = x@a");
        refreshed();
        assertThat(domains.problems()).singleElement().asString().startsWith("b.domain: ").contains("leads back to itself");
        assertThat(isMailbox("x@b")).isTrue();
        assertThat(resolve("x@a")).isEqualTo(new Resolution.Alias(java.util.List.of(Address.parse("x@b"))));
    }

    @Test
    void aCircleThatIsThereFromTheBeginningBreaksOneDomainOnly() throws Exception {
        write("a.domain", "account postmaster", "alias x = x@b");
        write("b.domain", "account postmaster", "alias x = x@a");
        open();
        assertThat(domains.problems()).hasSize(1);
        assertThatThrownBy(() -> resolve("postmaster@b")).isInstanceOf(ExecutionException.class);
        assertThat(isMailbox("postmaster@a")).isTrue();
    }

    @Test
    void aMissingPostmasterAndALostAliasAreMentioned() throws Exception {
        write("example.org.domain", "account joe", "alias info = nobody@example.org, x@elsewhere");
        refreshed();
        assertThat(domains.problems()).hasSize(2)
                .anyMatch(p -> p.startsWith("example.org.domain: ") && p.contains("postmaster") && p.contains("5321 4.5.1"))
                .anyMatch(p -> p.contains("info@example.org leads to nobody@example.org, which does not exist"));
        write("example.org.domain", "catchall = x@elsewhere");
        refreshed();
        assertThat(domains.problems()).isEmpty();
    }

    @Test
    void aDirectoryThatVanishesLeavesEverythingInForce() throws Exception {
        Files.delete(directory.resolve("example.org.domain"));
        Files.delete(directory);
        refreshed();
        assertThat(isMailbox("joe@example.org")).isTrue();
        assertThat(domains.problems()).anyMatch(p -> p.contains("cannot be read"));
    }
}
