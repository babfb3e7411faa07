package org.postrider.smtp.protocol.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;

/** One message on its way to a server that has greeted us. */
public final class RemoteDelivery implements Delivery {
    private static final int BLOCK = 64 * 1024;
    private static final int END = 6; // what the encoder needs to end a message

    private final Conversation conversation;
    private final QueuedMessage queued;
    private final Consumer<Conversation> after;
    private final List<Recipient> taken = new ArrayList<>();
    private final Map<Address, Outcome> outcomes = new HashMap<>();
    private final DataEncoder encoder = new DataEncoder();
    private ByteBuffer out = ByteBuffer.allocate(0);
    private final Deadline deadline;
    private boolean sending;

    /** With a conversation for this message alone. */
    public RemoteDelivery(Conversation conversation, QueuedMessage queued) {
        this(conversation, queued, Conversation::quit);
    }

    /** @param after is given the conversation at the end, unless it had to be closed amid the message */
    public RemoteDelivery(Conversation conversation, QueuedMessage queued, Consumer<Conversation> after) {
        this.conversation = conversation;
        this.after = after;
        this.queued = queued;
        this.deadline = new Deadline(queued.terms().by(), conversation.offered());
    }

    @Override
    public Optional<Outcome> add(Recipient recipient) {
        if (queued.envelope().requiresTls()) { // RFC 8689 4.2.1: nothing is encrypted here yet
            return Optional.of(Outcomes.failed(550, "5.7.30", "REQUIRETLS support required"));
        }
        Optional<Outcome> late = deadline.refusal(Instant.now());
        if (late.isPresent()) {
            return late;
        }
        boolean written = offers("SMTPUTF8") || !ClientCommand.needsUtf8(recipient.address())
                && queued.envelope().sender().filter(ClientCommand::needsUtf8).isEmpty();
        if (!written) { // RFC 6531 3.5
            return Optional.of(Outcomes.failed(553, "5.6.7", "The server takes no addresses outside ASCII"));
        }
        taken.add(deadline.named(recipient));
        return Optional.empty();
    }

    private boolean offers(String keyword) {
        return conversation.offered().offers(keyword);
    }

    @Override
    public void write(Message message) throws IOException {
        Optional<Outcome> unfit = unfit(message);
        if (unfit.isPresent()) {
            taken.forEach(r -> outcomes.put(r.address(), unfit.get()));
            return;
        }
        Exchange exchange = new Exchange(conversation, taken);
        sending = exchange.open(queued.terms().onward(queued.envelope(), Instant.now()), message.size(), utf8());
        outcomes.putAll(exchange.refused());
        if (sending) {
            send(message);
        }
    }

    /** Why the server cannot take the message, if it cannot. */
    private Optional<Outcome> unfit(Message message) throws IOException {
        Envelope envelope = queued.envelope();
        if (conversation.offered().maxSize().orElse(Long.MAX_VALUE) < message.size()) { // RFC 1870 6.1
            return Optional.of(Outcomes.failed(552, "5.3.4", "The message is larger than the server takes"));
        }
        boolean noUtf8 = envelope.isSmtpUtf8() && !offers("SMTPUTF8");
        boolean noEightBit = envelope.isEightBit() && !offers("8BITMIME");
        if (noUtf8 || noEightBit || envelope.isBinary()) {
            ContentScan found = ContentScan.of(message);
            if (noUtf8 && found.header()) { // RFC 6531 3.2
                return Optional.of(Outcomes.failed(554, "5.6.7", "The server takes no header outside ASCII"));
            }
            if (envelope.isBinary() && found.binary()) { // RFC 3030 3: we do not send by BDAT
                return Optional.of(Outcomes.failed(554, "5.6.3", "Binary content cannot be passed on"));
            }
            if (noEightBit && (found.body() || found.header())) { // RFC 6152 3
                return Optional.of(Outcomes.failed(554, "5.6.3", "The server takes no 8-bit content"));
            }
        }
        return Optional.empty();
    }

    private boolean utf8() {
        boolean wanted = queued.envelope().isSmtpUtf8()
                || queued.envelope().sender().filter(ClientCommand::needsUtf8).isPresent()
                || taken.stream().anyMatch(r -> ClientCommand.needsUtf8(r.address()));
        return wanted && offers("SMTPUTF8");
    }

    /** Sends all but what fits the last block, which goes together with the end. */
    private void send(Message message) throws IOException {
        byte[] block = new byte[(int) Math.min(BLOCK, Math.max(512, message.size()))];
        out = ByteBuffer.allocate(block.length + block.length / 8 + 64);
        try (InputStream stream = message.open()) {
            for (int n = stream.read(block); n >= 0; n = stream.read(block)) {
                ByteBuffer in = ByteBuffer.wrap(block, 0, n);
                encode(in);
            }
        }
    }

    private void encode(ByteBuffer in) throws IOException {
        encoder.encode(in, out);
        while (in.hasRemaining()) {
            flush();
            encoder.encode(in, out);
        }
    }

    private void flush() throws IOException {
        conversation.send(out.flip());
        out.clear();
    }

    @Override
    public Map<Address, Outcome> commit() throws IOException {
        if (sending) {
            if (out.remaining() < END) {
                flush();
            }
            encoder.end(out);
            flush();
            sending = false;
            Outcome outcome = finalOutcome();
            taken.forEach(r -> outcomes.putIfAbsent(r.address(), outcome));
        }
        return outcomes;
    }

    private Outcome finalOutcome() {
        try {
            Reply reply = conversation.readFinalReply();
            return Outcomes.ofMessage(reply, deadline.holder()); // RFC 3461 5.2.1, 5.2.2
        } catch (IOException e) {
            // RFC 5321 4.5.3.2.6: the server may have taken it; sending it again is right, though it may arrive twice
            return Outcomes.deferred(451, "4.4.2", "No reply to the message, which may arrive twice");
        }
    }

    @Override
    public void close() {
        if (sending) {
            conversation.close(); // in the midst of the message: the server drops it
        } else {
            after.accept(conversation);
        }
    }
}
