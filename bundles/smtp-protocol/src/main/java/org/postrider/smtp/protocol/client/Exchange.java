package org.postrider.smtp.protocol.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;

/** MAIL, RCPT and DATA: in groups where the server offers PIPELINING (RFC 2920), else one by one. */
final class Exchange {
    private static final int GROUP = 100; // so that neither side's replies fill its buffers
    private static final byte[] NOTHING = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private interface Replied {
        void with(Reply reply) throws IOException;
    }

    private record Step(byte[] command, boolean isData, Replied replied) {}

    private final Conversation conversation;
    private final List<Recipient> recipients;
    private final Map<Address, Outcome> refused = new HashMap<>();
    private int accepted;
    private boolean ready;
    private boolean over;

    Exchange(Conversation conversation, List<Recipient> recipients) {
        this.conversation = conversation;
        this.recipients = recipients;
    }

    /** Recipients that the server did not take. */
    Map<Address, Outcome> refused() {
        return refused;
    }

    /**
     * Names sender and recipients.
     *
     * @return whether the server waits for the message; otherwise every recipient is refused
     */
    boolean open(Envelope envelope, long size, boolean utf8) throws IOException {
        Capabilities offered = conversation.offered();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(ClientCommand.mail(envelope, size, offered, utf8), false, this::mail));
        for (Recipient recipient : recipients) {
            byte[] command = ClientCommand.rcpt(recipient, offered);
            steps.add(new Step(command, false, reply -> rcpt(recipient, reply)));
        }
        int group = offered.offers("PIPELINING") ? GROUP : 1;
        for (int from = 0; from < steps.size() && !over; from += group) {
            List<Step> next = new ArrayList<>(steps.subList(from, Math.min(steps.size(), from + group)));
            if (group > 1 && from + group >= steps.size()) {
                next.add(new Step(ClientCommand.data(), true, this::data));
            }
            run(next);
        }
        if (group == 1 && accepted > 0 && !over) {
            run(List.of(new Step(ClientCommand.data(), true, this::data)));
        }
        return ready;
    }

    private void run(List<Step> steps) throws IOException {
        ByteBuffer commands = ByteBuffer.allocate(steps.stream().mapToInt(s -> s.command().length).sum());
        steps.forEach(s -> commands.put(s.command()));
        conversation.send(commands.flip());
        for (Step step : steps) {
            if (over) {
                return;
            }
            step.replied().with(step.isData() ? conversation.readDataReply() : conversation.readCommandReply());
        }
    }

    private void mail(Reply reply) {
        if (!isOk(reply)) {
            refuse(recipients, reply);
            over = true; // the replies to what was pipelined after it say nothing more
        }
    }

    private void rcpt(Recipient recipient, Reply reply) {
        over = reply.code() == 421; // RFC 5321 3.8: the server is leaving
        if (isOk(reply)) {
            accepted++;
        } else {
            refuse(over ? recipients : List.of(recipient), reply);
        }
    }

    private void data(Reply reply) throws IOException {
        if (reply.code() != 354) {
            refuse(recipients, reply);
            over = reply.code() == 421;
        } else if (accepted > 0) {
            ready = true;
        } else {
            conversation.send(ByteBuffer.wrap(NOTHING)); // RFC 2920 3.1: nobody was accepted
            conversation.readFinalReply();
        }
    }

    private static boolean isOk(Reply reply) {
        return reply.code() / 100 == 2;
    }

    /** Recipients that were refused before keep the reply that they got. */
    private void refuse(List<Recipient> whom, Reply reply) {
        Outcome outcome = isOk(reply) ? Outcomes.unexpected(reply) : Outcomes.of(reply);
        whom.forEach(r -> refused.putIfAbsent(r.address(), outcome));
    }
}
