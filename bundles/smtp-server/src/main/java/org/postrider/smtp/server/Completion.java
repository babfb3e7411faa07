package org.postrider.smtp.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import org.postrider.api.filter.Edit;
import org.postrider.api.message.Address;
import org.postrider.api.message.Header;
import org.postrider.api.message.MessageId;

/** What a submitted header lacks, and what it must not have, RFC 6409 8. Fields that are there stay as they are. */
final class Completion {

    private static final List<String> PRIVATE = List.of("Bcc", "Resent-Bcc", "Return-Path");

    private final SubmittedHeader header;
    private final List<Edit> edits = new ArrayList<>();

    private Completion(SubmittedHeader header) {
        this.header = header;
    }

    /**
     * @param sender who sends: the account, or the reverse-path of a client that need not log in
     * @param hostname ours
     */
    static List<Edit> of(
            SubmittedHeader header, Optional<Address> sender, MessageId id, String hostname, Instant now, MailDate date) {
        Completion completion = new Completion(header);
        completion.remove();
        completion.add("Message-ID", messageId(id, hostname, now)); // RFC 6409 8.3
        completion.add("Date", date.at(now)); // RFC 6409 8.2
        sender.ifPresent(completion::add);
        return completion.edits;
    }

    /** RFC 5322 3.6.3 leaves blind copies to us; RFC 5321 4.4: the return path is written where mail is delivered. */
    private void remove() {
        PRIVATE.stream().filter(header::has).forEach(name -> edits.add(new Edit.RemoveHeader(name)));
    }

    private void add(String name, String value) {
        if (!header.has(name)) {
            edits.add(new Edit.AddHeader(new Header(name, value)));
        }
    }

    /** RFC 5322 3.6.2: who sends is told when From does not tell it: when that is several people, or somebody else. */
    private void add(Address sender) {
        if (!header.has("From")) {
            add("From", sender.toString());
        } else if (header.authors().size() > 1 || !header.authors().contains(sender)) {
            add("Sender", sender.toString()); // RFC 6409 8.1
        }
    }

    private static String messageId(MessageId id, String hostname, Instant now) {
        return "<" + id + "." + Long.toString(now.toEpochMilli(), Character.MAX_RADIX) + "."
                + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX) + "@" + hostname + ">";
    }
}
