package org.postrider.store.maildir;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.message.Address;
import org.postrider.api.store.Append;
import org.postrider.api.store.MailStore;
import org.postrider.api.store.Mailbox;
import org.postrider.api.store.StoredMessage;
import org.postrider.testing.config.Configured;
import org.postrider.testing.store.MailStoreContract;

/** The contract, and what is particular to a Maildir. */
class MaildirStoreTest extends MailStoreContract {

    private static final Address JOE = Address.parse("Joe@Example.ORG");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000042Z");

    @TempDir
    Path home;

    @Override
    protected MailStore openStore() throws IOException {
        return new MaildirStore(home.resolve("mail"), "mail.example.org", Clock.systemUTC());
    }

    private MaildirStore storeAt(Instant now) throws IOException {
        return new MaildirStore(home.resolve("mail"), "mail.example.org", Clock.fixed(now, ZoneOffset.UTC));
    }

    private Path maildir() {
        return home.resolve("mail/example.org/Joe/Maildir");
    }

    @Test
    void theLayoutIsThatOfMaildir() throws IOException {
        try (Mailbox mailbox = storeAt(NOON).open(JOE)) {
            StoredMessage stored = append(mailbox, "INBOX", "hello".getBytes(US_ASCII));

            assertThat(stored.id()).matches(
                    "1795262400\\.M42P\\d+R[0-9a-f]{8}Q1\\.mail\\.example\\.org,S=5");
            assertThat(stored.received()).isEqualTo(NOON);
            assertThat(maildir().resolve("new").resolve(stored.id())).hasContent("hello");
            assertThat(names(maildir().resolve("tmp"))).isEmpty();
            assertThat(names(maildir().resolve("cur"))).isEmpty();
        }
    }

    @Test
    void subFoldersFollowMaildirPlusPlus() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            append(mailbox, "Lists/Käse & Brot", new byte[] {'x'});
            assertThat(maildir().resolve(".Lists.K&AOQ-se &- Brot/maildirfolder")).isEmptyFile();
            assertThat(names(maildir().resolve(".Lists.K&AOQ-se &- Brot/new"))).hasSize(1);
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeLeavesTheOneBefore() throws IOException {
        MaildirStore store = storeAt(NOON);
        store.open(JOE).close();
        Files.writeString(home.resolve("file"), "");
        store.modified(configuration(home.resolve("file/below")));
        try (Mailbox mailbox = store.open(JOE)) {
            append(mailbox, "INBOX", new byte[] {'x'});
        }
        assertThat(names(maildir().resolve("new"))).hasSize(1);

        store.modified(configuration(home.resolve("other")));
        try (Mailbox mailbox = store.open(JOE)) {
            append(mailbox, "INBOX", new byte[] {'x'});
        }
        assertThat(names(maildir().resolve("new"))).hasSize(1);
        assertThat(names(home.resolve("other/example.org/Joe/Maildir/new"))).hasSize(1);
    }

    private static MaildirConfiguration configuration(Path directory) {
        return Configured.with(MaildirConfiguration.class, Map.of("directory", directory.toString()));
    }

    @Test
    void nobodyElseMayRead() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            append(mailbox, "INBOX", new byte[] {'x'});
            append(mailbox, "Sent", new byte[] {'x'});
        }
        try (Stream<Path> all = Files.walk(home.resolve("mail"))) {
            assertThat(all).hasSizeGreaterThan(12).allSatisfy(path ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void anAbortedMessageLeavesNoFile() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE); Append append = mailbox.append("INBOX")) {
            append.stream().write(new byte[100_000]);
            assertThat(names(maildir().resolve("tmp"))).hasSize(1);
        }
        assertThat(names(maildir().resolve("tmp"))).isEmpty();
        assertThat(names(maildir().resolve("new"))).isEmpty();
    }

    @Test
    void aMessageKeepsItsIdWhenAMailProgramHasSeenIt() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            StoredMessage stored = append(mailbox, "INBOX", "hello".getBytes(US_ASCII));
            Files.move(maildir().resolve("new").resolve(stored.id()), maildir().resolve("cur/" + stored.id() + ":2,FRS"));

            assertThat(mailbox.list("INBOX")).containsExactly(stored);
            assertThat(read(mailbox, "INBOX", stored.id())).asString().isEqualTo("hello");
        }
    }

    @Test
    void filesOfOtherProgramsAreListedByTheirTime() throws IOException {
        try (Mailbox mailbox = storeAt(NOON).open(JOE)) {
            Files.writeString(maildir().resolve("cur/1000000000.V12.other:2,S"), "old");
            Files.writeString(maildir().resolve("new/strange"), "stranger");
            Files.setLastModifiedTime(maildir().resolve("new/strange"), FileTime.from(Instant.ofEpochSecond(999_999_999)));
            Files.writeString(maildir().resolve("new/.hidden"), "hidden");
            StoredMessage stored = append(mailbox, "INBOX", "new".getBytes(US_ASCII));

            assertThat(mailbox.list("INBOX")).containsExactly(
                    new StoredMessage("strange", 8, Instant.ofEpochSecond(999_999_999)),
                    new StoredMessage("1000000000.V12.other", 3, Instant.ofEpochSecond(1_000_000_000)),
                    stored);
        }
    }

    @Test
    void whatACrashLeftIsRemovedAfterThirtySixHours() throws IOException {
        storeAt(NOON).open(JOE).close();
        Path old = abandoned("old", Duration.ofHours(37));
        Path young = abandoned("young", Duration.ofHours(35));

        storeAt(NOON).open(JOE).close();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void cleaningIsDoneOnceADay() throws IOException {
        MaildirStore store = storeAt(NOON);
        store.open(JOE).close();
        Path old = abandoned("old", Duration.ofHours(37));
        store.open(JOE).close();
        assertThat(old).exists();
    }

    private Path abandoned(String name, Duration age) throws IOException {
        Path file = Files.writeString(maildir().resolve("tmp").resolve(name), "half a mess");
        return Files.setLastModifiedTime(file, FileTime.from(NOON.minus(age)));
    }

    @Test
    void aMailboxThatWasRemovedUnderOurFeetIsMadeAgain() throws IOException {
        MailStore store = openStore();
        append(store.open(JOE), "INBOX", new byte[] {'x'});
        delete(maildir());

        append(store.open(JOE), "INBOX", new byte[] {'y'});

        assertThat(store.open(JOE).list("INBOX")).hasSize(1);
    }

    @Test
    void aFileInTheWayIsAnErrorAndNotOverwritten() throws IOException {
        MailStore store = openStore();
        Files.writeString(home.resolve("mail/example.org"), "in the way");
        assertThatThrownBy(() -> store.open(JOE)).isInstanceOf(IOException.class);
        assertThat(home.resolve("mail/example.org")).hasContent("in the way");
    }

    @Test
    void aFailedCommitLeavesNoMessage() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            try (Append append = mailbox.append("INBOX")) {
                append.stream().write('x');
                Files.delete(maildir().resolve("new"));
                Files.writeString(maildir().resolve("new"), "in the way");
                assertThatThrownBy(append::commit).isInstanceOf(IOException.class);
            }
            assertThat(names(maildir().resolve("tmp"))).isEmpty();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
