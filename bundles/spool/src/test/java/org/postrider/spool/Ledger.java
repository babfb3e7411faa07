package org.postrider.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.testing.spool.SpoolMail;

/** What was asked of a spool and what it has promised, each with the number of disk operations before it. */
final class Ledger {

    static final int NEVER = Integer.MAX_VALUE;

    /** A state that was asked for. */
    static final class Change {
        final QueueState state;
        final int asked;
        volatile int durable = NEVER;

        Change(QueueState state, int asked) {
            this.state = state;
            this.asked = asked;
        }
    }

    static final class Mail {
        final QueuedMessage message;
        final byte[] text;
        final int submitted;
        final List<Change> changes = new ArrayList<>();
        volatile int acknowledged = NEVER;
        volatile int refused = NEVER;
        volatile int finishAsked = NEVER;
        volatile int finishDurable = NEVER;

        Mail(QueuedMessage message, byte[] text, int submitted) {
            this.message = message;
            this.text = text;
            this.submitted = submitted;
        }
    }

    private final Map<Long, Mail> mails = new ConcurrentHashMap<>();

    /** A message that is there from the beginning. */
    void present(QueuedMessage message, byte[] text) {
        Mail mail = new Mail(message, text, 0);
        mail.acknowledged = 0;
        mails.put(message.id().value(), mail);
    }

    void add(Mail mail) {
        mails.put(mail.message.id().value(), mail);
    }

    Mail get(MessageId id) {
        return mails.get(id.value());
    }

    List<Mail> all() {
        return List.copyOf(mails.values());
    }

    Mail newest() {
        return mails.values().stream().max(Comparator.comparing(mail -> mail.message.id())).orElseThrow();
    }

    /** Acknowledged, and not to be finished, when there had been so many operations. */
    List<Mail> owed(int operations) {
        return mails.values().stream().filter(m -> m.acknowledged <= operations && m.finishAsked > operations).toList();
    }

    /** Fails unless the spool on this disk is what it may be after so many operations. Returns what it holds. */
    Set<Long> verify(CrashFs disk, int operations) throws Exception {
        Set<Long> found = new HashSet<>();
        BigFiles bigFiles = new BigFiles(disk);
        Recovered recovered = new Recovery(disk, bigFiles, TestSettings.tiny().segmentSize()).run();
        MessageReader reader = new MessageReader(recovered.index(), bigFiles);
        for (Entry entry : recovered.index().select(e -> true)) {
            QueuedMessage message = reader.find(entry.id()).orElseThrow();
            verify(message, SpoolMail.read(reader.open(message.id())), operations);
            found.add(entry.id());
            assertThat(recovered.lastId()).isGreaterThanOrEqualTo(entry.id());
        }
        assertThat(disk.list(Quarantine.ROOT)).as("a power cut damages no segment as a whole")
                .noneMatch(name -> name.contains(".seg"));
        for (Mail owed : owed(operations)) {
            if (!found.contains(owed.message.id().value())) {
                fail("message " + owed.message.id() + " was acknowledged and is lost");
            }
        }
        return found;
    }

    private void verify(QueuedMessage message, byte[] text, int operations) {
        Mail mail = mails.get(message.id().value());
        if (mail == null || mail.submitted > operations) {
            fail("message " + message.id() + " was never submitted");
        }
        assertThat(text).isEqualTo(mail.text);
        assertThat(message.envelope()).isEqualTo(mail.message.envelope());
        assertThat(message.size()).isEqualTo(mail.text.length);
        if (mail.finishDurable <= operations) {
            fail("message " + message.id() + " was finished and is back");
        }
        if (mail.refused <= operations) {
            fail("message " + message.id() + " was refused and is there");
        }
        assertThat(states(mail, operations)).contains(message.state());
    }

    private static List<QueueState> states(Mail mail, int operations) {
        List<QueueState> allowed = new ArrayList<>(List.of(mail.message.state()));
        for (Change change : mail.changes) {
            if (change.durable <= operations) {
                allowed.clear();
            }
            if (change.asked <= operations) {
                allowed.add(change.state);
            }
        }
        return allowed;
    }
}
