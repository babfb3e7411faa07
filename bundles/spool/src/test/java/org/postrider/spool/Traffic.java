package org.postrider.spool;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.message.Envelope;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.Submission;
import org.postrider.testing.spool.SpoolMail;

/** Mail through a spool on a {@link CrashFs}, written down in a {@link Ledger}. */
final class Traffic {

    private final SegmentSpool spool;
    private final CrashFs disk;
    private final Ledger ledger;
    private final Random random;
    private final List<CompletionStage<?>> open = new ArrayList<>();

    Traffic(SegmentSpool spool, CrashFs disk, Ledger ledger, long seed) {
        this.spool = spool;
        this.disk = disk;
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    /** Rounds of a few messages at once; most are finished soon, some stay, states change, segments come and go. */
    void rounds(int count) throws Exception {
        for (int round = 0; round < count; round++) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                submit(random.nextInt(12) == 0 ? 5000 + random.nextInt(8000) : 50 + random.nextInt(2500));
            }
            settle();
            for (Ledger.Mail mail : ledger.owed(disk.operations())) {
                boolean stays = mail.message.id().value() % 47 == 0;
                int luck = random.nextInt(stays ? 20 : 8);
                if (luck < 2) {
                    update(mail);
                } else if (luck > 4 && !stays) {
                    finish(mail);
                }
            }
            if (random.nextBoolean()) {
                settle();
            }
            SpoolMail.await(spool.tidy());
        }
        settle();
    }

    /** Waits for everything that was asked for; failures are in the ledger. */
    void settle() throws Exception {
        for (CompletionStage<?> stage : open) {
            SpoolMail.await(stage.handle((done, problem) -> null));
        }
        open.clear();
    }

    void submit(int octets) throws Exception {
        SpoolDraft draft = spool.begin(spool.nextId());
        byte[] text = SpoolMail.text(octets, random.nextLong());
        SpoolMail.await(draft.write(ByteBuffer.wrap(text)).handle((done, problem) -> null));
        Envelope envelope = SpoolMail.envelope(1 + random.nextInt(3));
        Ledger.Mail mail = mail(draft.id(), envelope, text);
        open.add(draft.commit(new Submission(envelope, new byte[0], 0, Optional.empty()))
                .whenComplete((message, problem) -> {
                    if (problem == null) {
                        mail.acknowledged = disk.operations();
                    } else {
                        mail.refused = disk.operations();
                    }
                }));
    }

    private Ledger.Mail mail(MessageId id, Envelope envelope, byte[] text) {
        QueuedMessage message = new QueuedMessage(id, envelope, text.length, TestClock.START,
                QueueState.fresh(envelope.recipients(), TestClock.START, Optional.empty()));
        Ledger.Mail mail = new Ledger.Mail(message, text, disk.operations());
        ledger.add(mail);
        return mail;
    }

    void update(Ledger.Mail mail) {
        var pending = mail.message.envelope().recipients().subList(0, 1);
        QueueState state = new QueueState(pending, mail.changes.size() + 1, Instant.ofEpochSecond(random.nextInt()),
                "451 " + random.nextInt(), Optional.empty());
        Ledger.Change change = new Ledger.Change(state, disk.operations());
        mail.changes.add(change);
        track(spool.update(mail.message.id(), state), () -> change.durable = disk.operations());
    }

    void finish(Ledger.Mail mail) {
        mail.finishAsked = disk.operations();
        track(spool.finish(mail.message.id()), () -> mail.finishDurable = disk.operations());
    }

    private void track(CompletionStage<Void> stage, Runnable then) {
        CompletableFuture<Void> tracked = stage.thenRun(then).toCompletableFuture();
        open.add(tracked);
    }
}
