package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueueState;

/** States in a payload. Recipients are named by their place in the envelope; one that is not in it is written out. */
final class StateCodec {

    private static final int WRITTEN_OUT = -1;

    private StateCodec() {}

    static byte[] encode(QueueState state, List<Recipient> recipients) {
        FieldWriter out = new FieldWriter();
        out.number(state.attempts());
        out.number(state.nextAttempt().getEpochSecond()).number(state.nextAttempt().getNano());
        out.text(state.lastReply()).text(state.hold());
        out.count(state.pending().size(), FieldReader.MAX_RECIPIENTS, "recipients");
        Map<Recipient, Integer> places = places(recipients);
        for (Recipient recipient : state.pending()) {
            Integer place = places.get(recipient);
            out.number(place == null ? WRITTEN_OUT : place);
            if (place == null) {
                EnvelopeCodec.write(out, recipient);
            }
        }
        if (state.delayReported()) { // at the end, and only then: earlier versions neither wrote nor read it
            out.number(1);
        }
        return out.toBytes();
    }

    private static Map<Recipient, Integer> places(List<Recipient> recipients) {
        Map<Recipient, Integer> places = new HashMap<>();
        for (int i = 0; i < recipients.size(); i++) {
            places.putIfAbsent(recipients.get(i), i);
        }
        return places;
    }

    static QueueState decode(ByteBuffer payload, List<Recipient> recipients) throws IOException {
        FieldReader in = new FieldReader(payload);
        int attempts = in.count(Integer.MAX_VALUE);
        Instant next = instant(in.longNumber(), in.number());
        String lastReply = in.text();
        var hold = in.optionalText();
        int size = in.count(FieldReader.MAX_RECIPIENTS);
        List<Recipient> pending = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            pending.add(recipient(in, recipients));
        }
        boolean delayReported = in.hasMore() && in.count(1) == 1;
        return new QueueState(pending, attempts, next, lastReply, hold, delayReported);
    }

    private static Recipient recipient(FieldReader in, List<Recipient> recipients) throws IOException {
        int place = in.number();
        if (place == WRITTEN_OUT) {
            return EnvelopeCodec.recipient(in);
        }
        if (place < 0 || place >= recipients.size()) {
            throw new IOException("a state names recipient " + place + " of " + recipients.size());
        }
        return recipients.get(place);
    }

    private static Instant instant(long second, int nano) throws IOException {
        try {
            return Instant.ofEpochSecond(second, nano);
        } catch (DateTimeException e) {
            throw new IOException("a stored time is none", e);
        }
    }
}
