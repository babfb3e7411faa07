package org.postrider.testing.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.message.Address;
import org.postrider.api.store.Append;
import org.postrider.api.store.MailStore;
import org.postrider.api.store.Mailbox;
import org.postrider.api.store.StoredMessage;

/** What a {@link MailStore} promises. A test of a store extends this. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class MailStoreContract {

    private static final Address JOE = Address.parse("joe@example.org");

    /** A new instance of the store over the same data, as after a restart. The data is empty when a test begins. */
    protected abstract MailStore openStore() throws IOException;

    @Test
    void aCommittedMessageIsListedAndReadable() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            StoredMessage stored = append(mailbox, Mailbox.INBOX, "Subject: x\r\n\r\nhello\r\n".getBytes(US_ASCII));

            assertThat(mailbox.list(Mailbox.INBOX)).containsExactly(stored);
            assertThat(stored.size()).isEqualTo(21);
            assertThat(read(mailbox, Mailbox.INBOX, stored.id())).asString().isEqualTo("Subject: x\r\n\r\nhello\r\n");
        }
    }

    @Test
    void aNewMailboxIsEmpty() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            assertThat(mailbox.list(Mailbox.INBOX)).isEmpty();
            assertThat(mailbox.list("No such folder")).isEmpty();
        }
    }

    @Test
    void whatIsNotCommittedIsNotThere() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            try (Append append = mailbox.append(Mailbox.INBOX)) {
                append.stream().write(new byte[200_000]);
                assertThat(mailbox.list(Mailbox.INBOX)).isEmpty();
            }
            assertThat(mailbox.list(Mailbox.INBOX)).isEmpty();
        }
        assertThat(openStore().open(JOE).list(Mailbox.INBOX)).isEmpty();
    }

    @Test
    void closingAfterTheCommitKeepsTheMessageAndClosingTwiceIsAllowed() throws IOException {
        Mailbox mailbox = openStore().open(JOE);
        Append append = mailbox.append(Mailbox.INBOX);
        append.stream().write('x');
        StoredMessage stored = append.commit();
        append.close();
        append.close();
        mailbox.close();
        assertThat(openStore().open(JOE).list(Mailbox.INBOX)).containsExactly(stored);
    }

    @Test
    void aSecondCommitIsRefusedAndStoresNothing() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE); Append append = mailbox.append(Mailbox.INBOX)) {
            append.stream().write('x');
            append.commit();
            assertThatThrownBy(append::commit).isInstanceOf(IOException.class);
            assertThat(mailbox.list(Mailbox.INBOX)).hasSize(1);
        }
    }

    @Test
    void anEmptyMessageIsAMessage() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            StoredMessage stored = append(mailbox, Mailbox.INBOX, new byte[0]);
            assertThat(stored.size()).isZero();
            assertThat(read(mailbox, Mailbox.INBOX, stored.id())).isEmpty();
        }
    }

    @Test
    void everyOctetComesBackAsItWas() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] mixed = "Grüße\r\n.\r\nFrom me\nlone\rcr\0\u00e9".getBytes(UTF_8);
        try (Mailbox mailbox = openStore().open(JOE)) {
            assertThat(read(mailbox, Mailbox.INBOX, append(mailbox, Mailbox.INBOX, all).id())).isEqualTo(all);
            assertThat(read(mailbox, Mailbox.INBOX, append(mailbox, Mailbox.INBOX, mixed).id())).isEqualTo(mixed);
        }
    }

    @Test
    void twentyMegabytesComeBackAsTheyWere() throws IOException {
        byte[] large = new byte[20 * 1024 * 1024 + 7];
        new Random(20).nextBytes(large);
        try (Mailbox mailbox = openStore().open(JOE)) {
            StoredMessage stored = append(mailbox, Mailbox.INBOX, large);
            assertThat(stored.size()).isEqualTo(large.length);
            assertThat(read(mailbox, Mailbox.INBOX, stored.id())).isEqualTo(large);
        }
    }

    @Test
    void smallAndLargeWritesMayBeMixed() throws IOException {
        byte[] chunk = new byte[70_001];
        new Random(7).nextBytes(chunk);
        byte[] expected = new byte[chunk.length + 3];
        expected[0] = 'a';
        System.arraycopy(chunk, 0, expected, 1, chunk.length);
        expected[expected.length - 2] = 'b';
        expected[expected.length - 1] = 'c';
        try (Mailbox mailbox = openStore().open(JOE); Append append = mailbox.append(Mailbox.INBOX)) {
            OutputStream out = append.stream();
            out.write('a');
            out.write(chunk, 0, 50_000);
            out.write(chunk, 50_000, 20_001);
            out.write(new byte[] {'b', 'c'});
            out.flush();
            out.close();
            assertThat(read(mailbox, Mailbox.INBOX, append.commit().id())).isEqualTo(expected);
        }
    }

    @Test
    void messagesAreListedOldestFirst() throws IOException {
        List<String> ids = new ArrayList<>();
        try (Mailbox mailbox = openStore().open(JOE)) {
            for (int i = 0; i < 50; i++) {
                ids.add(append(mailbox, Mailbox.INBOX, ("message " + i).getBytes(US_ASCII)).id());
            }
            assertThat(mailbox.list(Mailbox.INBOX)).extracting(StoredMessage::id).containsExactlyElementsOf(ids);
        }
    }

    @Test
    void appendsThatOverlapKeepApart() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE);
                Append first = mailbox.append(Mailbox.INBOX);
                Append second = mailbox.append(Mailbox.INBOX)) {
            first.stream().write("first".getBytes(US_ASCII));
            second.stream().write("second".getBytes(US_ASCII));
            String later = second.commit().id();
            String earlier = first.commit().id();
            assertThat(read(mailbox, Mailbox.INBOX, earlier)).asString().isEqualTo("first");
            assertThat(read(mailbox, Mailbox.INBOX, later)).asString().isEqualTo("second");
        }
    }

    @Test
    void sixteenThreadsAppendToOneMailbox() throws Exception {
        MailStore store = openStore();
        int threads = 16;
        int each = 25;
        List<Callable<Set<String>>> work = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String prefix = "thread " + t + " message ";
            work.add(() -> appendMany(store, prefix, each));
        }
        Set<String> ids = new HashSet<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Set<String>> done : pool.invokeAll(work, 100, TimeUnit.SECONDS)) {
                ids.addAll(done.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(ids).hasSize(threads * each);
        assertThat(contents(openStore())).hasSize(threads * each);
    }

    private static Set<String> appendMany(MailStore store, String prefix, int count) throws IOException {
        Set<String> ids = new HashSet<>();
        try (Mailbox mailbox = store.open(JOE)) {
            for (int i = 0; i < count; i++) {
                ids.add(append(mailbox, Mailbox.INBOX, (prefix + i).getBytes(US_ASCII)).id());
            }
        }
        return ids;
    }

    private static Set<String> contents(MailStore store) throws IOException {
        Set<String> contents = new HashSet<>();
        try (Mailbox mailbox = store.open(JOE)) {
            for (StoredMessage stored : mailbox.list(Mailbox.INBOX)) {
                contents.add(new String(read(mailbox, Mailbox.INBOX, stored.id()), US_ASCII));
            }
        }
        return contents;
    }

    @Test
    void aReopenedStoreSeesEverything() throws IOException {
        List<StoredMessage> inbox = new ArrayList<>();
        StoredMessage archived;
        try (Mailbox mailbox = openStore().open(JOE)) {
            inbox.add(append(mailbox, Mailbox.INBOX, "one".getBytes(US_ASCII)));
            inbox.add(append(mailbox, Mailbox.INBOX, "two".getBytes(US_ASCII)));
            archived = append(mailbox, "Archive/2026", "three".getBytes(US_ASCII));
        }
        try (Mailbox mailbox = openStore().open(JOE)) {
            assertThat(mailbox.list(Mailbox.INBOX)).isEqualTo(inbox);
            assertThat(mailbox.list("Archive/2026")).containsExactly(archived);
            assertThat(read(mailbox, "Archive/2026", archived.id())).asString().isEqualTo("three");
        }
    }

    @Test
    void foldersAreApart() throws IOException {
        List<String> folders = List.of(
                "INBOX", "Sent", "Sent/2026", "Sent.2026", "Entwürfe", "受信箱", "R&D", "&AC4-", "a b", "100%", "%2E", "~", "\\");
        try (Mailbox mailbox = openStore().open(JOE)) {
            for (String folder : folders) {
                append(mailbox, folder, folder.getBytes(UTF_8));
            }
            for (String folder : folders) {
                List<StoredMessage> listed = mailbox.list(folder);
                assertThat(listed).as(folder).hasSize(1);
                assertThat(new String(read(mailbox, folder, listed.get(0).id()), UTF_8)).isEqualTo(folder);
            }
        }
    }

    @Test
    void theInboxIsOneInAnyCase() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            append(mailbox, "inbox", new byte[] {'x'});
            assertThat(mailbox.list("Inbox")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a", "a/", "a//b", "..", ".", "../..", "a/..", "a/../../b", "nul\0", "a\nb", "\u007f"})
    void hostileFoldersAreRefused(String folder) throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            assertThatThrownBy(() -> mailbox.append(folder)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anOverlongFolderIsRefused() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            assertThatThrownBy(() -> mailbox.append("x".repeat(10_000))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", ".", "..", "nothing", "../new/x", "../../../../etc/passwd", "/etc/passwd", "nul\0", "a:2,S", "*", "é", "\n"})
    void anUnknownIdIsNotFound(String id) throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            append(mailbox, Mailbox.INBOX, new byte[] {'x'});
            assertThatThrownBy(() -> mailbox.open(Mailbox.INBOX, id)).isInstanceOf(FileNotFoundException.class);
            assertThatThrownBy(() -> mailbox.open("No such folder", id)).isInstanceOf(FileNotFoundException.class);
        }
    }

    @Test
    void anIdOfAnotherFolderIsNotFound() throws IOException {
        try (Mailbox mailbox = openStore().open(JOE)) {
            String id = append(mailbox, "Sent", new byte[] {'x'}).id();
            assertThatThrownBy(() -> mailbox.open(Mailbox.INBOX, id)).isInstanceOf(FileNotFoundException.class);
        }
    }

    @Test
    void accountsAreApartHoweverTheyAreSpelt() throws IOException {
        List<String> accounts = List.of(
                "joe@example.org", "Joe@example.org", "joe@example.com", "joe@sub.example.org", "\"a/b\"@example.org",
                "\"..\"@example.org", "\".\"@example.org", "\"a b\"@example.org", "a%2Fb@example.org", "a.b@example.org",
                "\"a..b\"@example.org", "joe@[192.0.2.1]", "joe@[IPv6:2001:db8::1]", "jö@example.org", "joe@bücher.example",
                "\"../joe\"@example.org", "%@example.org", "~joe@example.org", "\"joe/Maildir\"@example.org");
        MailStore store = openStore();
        for (String account : accounts) {
            try (Mailbox mailbox = store.open(Address.parse(account))) {
                append(mailbox, Mailbox.INBOX, account.getBytes(UTF_8));
            }
        }
        for (String account : accounts) {
            try (Mailbox mailbox = openStore().open(Address.parse(account))) {
                List<StoredMessage> listed = mailbox.list(Mailbox.INBOX);
                assertThat(listed).as(account).hasSize(1);
                assertThat(new String(read(mailbox, Mailbox.INBOX, listed.get(0).id()), UTF_8)).isEqualTo(account);
            }
        }
    }

    /** Stores a whole message. */
    protected static StoredMessage append(Mailbox mailbox, String folder, byte[] content) throws IOException {
        try (Append append = mailbox.append(folder)) {
            append.stream().write(content);
            return append.commit();
        }
    }

    /** Reads a whole message. */
    protected static byte[] read(Mailbox mailbox, String folder, String id) throws IOException {
        try (InputStream in = mailbox.open(folder, id)) {
            return in.readAllBytes();
        }
    }
}
