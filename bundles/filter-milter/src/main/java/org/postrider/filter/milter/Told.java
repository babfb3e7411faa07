package org.postrider.filter.milter;

import java.util.HashSet;
import java.util.Set;

import org.postrider.api.message.Address;
import org.postrider.api.message.MessageId;

/** What a milter has been told over one connection, and what it has settled by its answers. */
final class Told {

    private final Set<Address> recipients = new HashSet<>();
    private boolean connected;
    private MilterReply session = Disposition.CONTINUE;
    private String name;
    private MessageId current;
    private MilterReply transaction = Disposition.CONTINUE;
    private boolean data;

    boolean connected() {
        return connected;
    }

    /** What it says of a connection holds for all of the session. */
    void connected(MilterReply reply) {
        connected = true;
        session = reply;
    }

    /** What was settled of the session; CONTINUE if it goes on. */
    MilterReply ofSession() {
        return session;
    }

    /** A name that it refuses does not count as told: it will be asked again. */
    void greeted(String as, MilterReply reply) {
        name = reply == Disposition.CONTINUE ? as : null;
        session = reply == Disposition.ACCEPT ? reply : Disposition.CONTINUE;
    }

    boolean greetedAs(String as) {
        return as.equals(name);
    }

    void begun(MessageId id, MilterReply reply) {
        ended();
        current = id;
        transaction = reply;
    }

    boolean isIn(MessageId id) {
        return id.equals(current);
    }

    /** What was settled of the transaction; CONTINUE if it goes on. */
    MilterReply ofTransaction() {
        return transaction;
    }

    /** What it says now holds for all of the transaction. */
    void settled(MilterReply reply) {
        transaction = reply;
    }

    void named(Address recipient) {
        recipients.add(recipient);
    }

    /** Whether it was asked about a recipient, whatever it answered. */
    boolean knows(Address recipient) {
        return recipients.contains(recipient);
    }

    void data(MilterReply reply) {
        data = true;
        transaction = reply;
    }

    boolean hasData() {
        return data;
    }

    /** Whether a transaction is under way to whose end it has not said its last word. */
    boolean isOpen() {
        return current != null && transaction == Disposition.CONTINUE;
    }

    void ended() {
        current = null;
        transaction = Disposition.CONTINUE;
        data = false;
        recipients.clear();
    }
}
