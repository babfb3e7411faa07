package org.postrider.router;

import java.util.List;
import java.util.Optional;
import org.postrider.api.message.Header;
import org.postrider.api.message.Message;
import org.postrider.api.message.MessageLimitException;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;

/** Recognises a message that goes round in circles: it has been here, or it has been in too many places. */
final class LoopGuard {
    /** Says for which alias a message was sent on. */
    static final String FIELD = "Delivered-To";

    private static final int MAX_HOPS = 50; // RFC 5321 6.3 warns of simple counts below 100; secure default is 50

    private LoopGuard() {}

    /** @return the refusal of a message that loops */
    static Optional<Reply> check(Message message, List<Recipient> recipients) {
        List<Header> headers;
        try {
            headers = message.headers();
        } catch (MessageLimitException e) {
            return Optional.of(Reply.of(554, "5.6.0", "The header is too large to be redirected"));
        }
        boolean been = recipients.stream().anyMatch(r -> has(headers, FIELD, r.address().toString()));
        long hops = headers.stream().filter(h -> h.name().equalsIgnoreCase("Received")).count();
        return been || hops > MAX_HOPS
                ? Optional.of(Reply.of(554, "5.4.6", "Mail for this address goes round in circles"))
                : Optional.empty();
    }

    private static boolean has(List<Header> headers, String name, String value) {
        return headers.stream().anyMatch(h -> h.name().equalsIgnoreCase(name) && h.unfolded().equalsIgnoreCase(value));
    }
}
