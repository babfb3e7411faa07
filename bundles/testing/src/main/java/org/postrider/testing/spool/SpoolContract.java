package org.postrider.testing.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postrider.testing.spool.SpoolMail.await;
import static org.postrider.testing.spool.SpoolMail.commit;
import static org.postrider.testing.spool.SpoolMail.envelope;
import static org.postrider.testing.spool.SpoolMail.read;
import static org.postrider.testing.spool.SpoolMail.submission;
import static org.postrider.testing.spool.SpoolMail.text;
import static org.postrider.testing.spool.SpoolMail.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Message;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.Spool;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.SpoolException;
import org.postrider.api.queue.Submission;

/** What every {@link Spool} keeps to, for one message at a time. {@link SpoolFollowingContract} has the rest. */
public abstract class SpoolContract {

    protected Spool spool;

    /** Starts a spool on the data that this test has written so far. */
    protected abstract Spool start() throws Exception;

    /** Stops it in order. */
    protected abstract void stop(Spool running) throws Exception;

    @BeforeEach
    final void startSpool() throws Exception {
        spool = start();
    }

    @AfterEach
    final void stopSpool() throws Exception {
        stop(spool);
    }

    /** Stops the spool and starts it again on the same data. */
    protected final void restart() throws Exception {
        stop(spool);
        spool = start();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 60_000, 262_144, 262_145, 1_500_000})
    void whatIsCommittedIsReadAndSurvivesARestart(int octets) throws Exception {
        byte[] text = text(octets, octets);
        QueuedMessage message = commit(spool, envelope(2), text);

        assertThat(message.size()).isEqualTo(octets);
        assertThat(read(spool.open(message.id()))).isEqualTo(text);
        restart();
        assertThat(spool.find(message.id())).contains(message);
        assertThat(spool.open(message.id()).size()).isEqualTo(octets);
        assertThat(read(spool.open(message.id()))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1_000_000})
    void theHeadStandsForTheSkippedStart(int octets) throws Exception {
        byte[] text = text(octets, 7);
        byte[] head = "Received: from here\r\n".getBytes(StandardCharsets.US_ASCII);
        for (int skip : new int[] {0, 20, octets}) {
            SpoolDraft draft = spool.begin(spool.nextId());
            write(draft, text);
            QueuedMessage message = await(draft.commit(new Submission(envelope(1), head, skip, Optional.empty())));

            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            expected.write(head);
            expected.write(text, skip, octets - skip);
            assertThat(message.size()).isEqualTo(expected.size());
            assertThat(read(spool.open(message.id()))).isEqualTo(expected.toByteArray());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 700_000})
    void aDraftIsReadAsOftenAsWantedBeforeItIsCommitted(int octets) throws Exception {
        byte[] text = text(octets, 3);
        SpoolDraft draft = spool.begin(spool.nextId());
        write(draft, text);

        Message content = draft.content();
        assertThat(draft.size()).isEqualTo(octets);
        assertThat(content.size()).isEqualTo(octets);
        assertThat(read(content)).isEqualTo(text);
        assertThat(read(content)).isEqualTo(text);
        assertThat(content.header("Subject")).contains("message 3");
        assertThat(read(spool.open(await(draft.commit(submission(envelope(1)))).id()))).isEqualTo(text);
    }

    @Test
    void theBytesOfABufferAreTakenBeforeTheCallReturns() throws Exception {
        SpoolDraft draft = spool.begin(spool.nextId());
        ByteBuffer buffer = ByteBuffer.allocate(300_000);
        await(draft.write(buffer));

        assertThat(buffer.hasRemaining()).isFalse();
        java.util.Arrays.fill(buffer.array(), (byte) 'x');
        assertThat(read(draft.content())).containsOnly(0);
        draft.abort();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 700_000})
    void anAbortedDraftLeavesNothing(int octets) throws Exception {
        SpoolDraft draft = spool.begin(spool.nextId());
        write(draft, text(octets, 1));
        draft.abort();
        draft.abort();

        assertThat(spool.find(draft.id())).isEmpty();
        restart();
        assertThat(spool.find(draft.id())).isEmpty();
        assertThat(spool.status().messages()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200_000, 700_000})
    void aNewTextWrittenBehindTheOldTakesItsPlace(int octets) throws Exception {
        SpoolDraft draft = spool.begin(spool.nextId());
        write(draft, text(octets, 1));
        Message old = draft.content();
        write(draft, text(octets, 2));
        assertThat(read(old)).isEqualTo(text(octets, 1));
        assertThat(draft.content().size()).isEqualTo(2L * octets);
        QueuedMessage message = await(draft.commit(new Submission(envelope(1), new byte[0], octets, Optional.empty())));

        assertThat(message.size()).isEqualTo(octets);
        restart();
        assertThat(read(spool.open(message.id()))).isEqualTo(text(octets, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 700_000})
    void severalMessagesComeOfOneDraft(int octets) throws Exception {
        byte[] text = text(octets, 1);
        SpoolDraft draft = spool.begin(spool.nextId());
        write(draft, text);
        List<QueuedMessage> messages = await(draft.commit(List.of(
                new Submission(envelope(1), "A".getBytes(StandardCharsets.US_ASCII), 0, Optional.empty()),
                new Submission(envelope(2), "BB".getBytes(StandardCharsets.US_ASCII), 50, Optional.of("kept")),
                new Submission(envelope(3), new byte[0], 0, Optional.empty()))));

        assertThat(messages).extracting(QueuedMessage::id).startsWith(draft.id()).doesNotHaveDuplicates();
        restart();
        assertThat(messages).allSatisfy(message -> assertThat(spool.find(message.id())).contains(message));
        assertThat(messages.get(1).state().hold()).contains("kept");
        await(spool.finish(messages.get(0).id()));
        assertThat(new String(read(spool.open(messages.get(1).id())), StandardCharsets.ISO_8859_1))
                .isEqualTo("BB" + new String(text, 50, octets - 50, StandardCharsets.ISO_8859_1));
        assertThat(read(spool.open(messages.get(2).id()))).isEqualTo(text);
    }

    @Test
    void theEnvelopeIsKeptToTheLetter() throws Exception {
        for (Envelope odd : OddEnvelopes.all()) {
            QueuedMessage message = commit(spool, odd, text(50, 1));

            assertThat(message.envelope()).isEqualTo(odd);
            assertThat(spool.find(message.id()).orElseThrow().envelope()).isEqualTo(odd);
        }
        restart();
        CollectingFollower follower = new CollectingFollower();
        spool.follow(new CollectingFollower()).close(); // one that may have been told some of them
        try (AutoCloseable following = spool.follow(follower)) {
            List<Envelope> told = follower.await(OddEnvelopes.all().size()).stream()
                    .map(QueuedMessage::envelope).distinct().toList();
            assertThat(told).containsAll(OddEnvelopes.all());
        }
    }

    @Test
    void aHeldMessageStaysHeld() throws Exception {
        SpoolDraft draft = spool.begin(spool.nextId());
        QueuedMessage message = await(draft.commit(
                new Submission(envelope(1), new byte[] {'x'}, 0, Optional.of("quarantined\r\nby hand"))));

        assertThat(message.state().hold()).contains("quarantined\r\nby hand");
        restart();
        assertThat(spool.find(message.id())).contains(message);
    }

    @Test
    void theLastUpdateWins() throws Exception {
        QueuedMessage message = commit(spool, envelope(3), text(100, 1));
        QueueState last = new QueueState(message.envelope().recipients().subList(1, 3), 7,
                Instant.parse("2031-02-03T04:05:06.789012345Z"), "451 4.4.1 no answer\u0000\n", Optional.of("wait"),
                true);
        for (int attempt = 1; attempt < 7; attempt++) {
            spool.update(message.id(), new QueueState(
                    message.envelope().recipients(), attempt, Instant.EPOCH, "", Optional.empty()));
        }
        var durable = spool.update(message.id(), last);

        assertThat(spool.find(message.id()).orElseThrow().state()).isEqualTo(last);
        await(durable);
        assertThat(spool.find(message.id()).orElseThrow().state()).isEqualTo(last);
        restart();
        assertThat(spool.find(message.id())).contains(message.with(last));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 700_000})
    void whatIsFinishedIsForgotten(int octets) throws Exception {
        QueuedMessage message = commit(spool, envelope(1), text(octets, 1));
        await(spool.finish(message.id()));
        await(spool.finish(message.id()));
        await(spool.update(message.id(), message.state()));

        assertThat(spool.find(message.id())).isEmpty();
        assertThatThrownBy(() -> read(spool.open(message.id()))).isInstanceOf(IOException.class);
        restart();
        assertThat(spool.find(message.id())).isEmpty();
        assertThat(spool.status().messages()).isZero();
    }

    @Test
    void nobodyElsesIdIsKnown() {
        assertThat(spool.find(new MessageId(42))).isEmpty();
        assertThatThrownBy(() -> spool.open(new MessageId(42))).isInstanceOf(IOException.class);
    }

    @Test
    void theFiguresCount() throws Exception {
        commit(spool, envelope(1), text(100, 1));
        QueuedMessage second = commit(spool, envelope(1), text(500_000, 2));
        await(spool.finish(second.id()));

        assertThat(spool.status().messages()).isEqualTo(1);
        assertThat(spool.status().commits()).isEqualTo(2);
        assertThat(spool.status().accepting()).isTrue();
        assertThat(spool.status().problem()).isEmpty();
    }

    @Test
    void aStoppedSpoolTakesNothing() throws Exception {
        SpoolDraft small = spool.begin(spool.nextId());
        SpoolDraft big = spool.begin(spool.nextId());
        write(small, text(10, 1));
        write(big, text(400_000, 1));
        stop(spool);

        for (SpoolDraft draft : List.of(small, big)) {
            assertThatThrownBy(() -> await(draft.commit(submission(envelope(1)))))
                    .isInstanceOfSatisfying(SpoolException.class,
                            e -> assertThat(e.reason()).isEqualTo(SpoolException.Reason.CLOSED));
        }
        spool = start();
        assertThat(spool.status().messages()).isZero();
    }
}
