package org.postrider.example.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

/** The contract of every store, and the files of this one. */
class FileStoreTest extends MailStoreContract {

    private static final Address JOE = Address.parse("joe@example.org");

    @TempDir
    Path home;

    @Override
    protected MailStore openStore() throws IOException {
        return new FileStore(Configured.with(FileStore.Configuration.class, Map.of("directory", home.toString())));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aMessageIsAFileThatItsOwnerMayRead() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            StoredMessage stored = append(mailbox, "Sent/2026", "hello".getBytes(US_ASCII));
            assertThat(files()).containsExactly(home.resolve("example.org/joe@/Sent%2F2026").resolve(stored.id()));
            assertThat(files().get(0)).hasContent("hello");
            assertThat(Files.getPosixFilePermissions(files().get(0))).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void whatWasNotCommittedLeavesNoFile() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            try (Append append = mailbox.append(Mailbox.INBOX)) {
                append.stream().write(new byte[100_000]);
                assertThat(files()).hasSize(1);
            }
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void aMailboxThatCannotBeWrittenSaysSo() throws IOException {
        Files.writeString(home.resolve("example.org"), "a file where the directory should be");
        try (Mailbox mailbox = openStore().open(JOE)) {
            assertThatThrownBy(() -> mailbox.append(Mailbox.INBOX))
                    .isInstanceOf(IOException.class);
        }
    }
}
