package org.postrider.testing.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.Spool;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.Submission;

/** Mail for tests of a spool, and the way in. Whatever it waits for comes within 30 seconds, or the test fails. */
public final class SpoolMail {

    private static final int PIECE = 8000;

    private SpoolMail() {}

    /** An envelope with this many recipients. */
    public static Envelope envelope(int recipients) {
        List<Recipient> to = new ArrayList<>();
        for (int i = 0; i < recipients; i++) {
            to.add(new Recipient(Address.parse("user" + i + "@example.org"), Map.of("NOTIFY", "NEVER")));
        }
        return new Envelope(Optional.of(Address.parse("sender@example.com")), to, Map.of("BODY", "8BITMIME"));
    }

    /** A message of this many octets whose content depends on the seed. */
    public static byte[] text(int octets, long seed) {
        byte[] text = new byte[octets];
        new Random(seed).nextBytes(text);
        byte[] header = ("Subject: message " + seed + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(header, 0, text, 0, Math.min(octets, header.length));
        return text;
    }

    public static Submission submission(Envelope envelope) {
        return new Submission(envelope, new byte[0], 0, Optional.empty());
    }

    /** Writes everything, waiting where the draft asks for it. */
    public static void write(SpoolDraft draft, byte[] text) throws Exception {
        for (int at = 0; at < text.length; at += PIECE) {
            await(draft.write(ByteBuffer.wrap(text, at, Math.min(PIECE, text.length - at))));
        }
    }

    /** Commits a message without further ado. */
    public static QueuedMessage commit(Spool spool, Envelope envelope, byte[] text) throws Exception {
        SpoolDraft draft = spool.begin(spool.nextId());
        write(draft, text);
        return await(draft.commit(submission(envelope)));
    }

    public static byte[] read(Message message) throws Exception {
        try (var in = message.open()) {
            return in.readAllBytes();
        }
    }

    /** Waits for a stage; throws what it failed with. */
    public static <T> T await(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } catch (TimeoutException e) {
            throw new AssertionError("nothing happened for 30 seconds", e);
        }
    }
}
