package org.postrider.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Address;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;

/** One attempt to deliver one message: collects what came of each route. Safe from any thread. */
final class Attempt {
    private final Entry entry;
    private final QueuedMessage message;
    private final Map<Address, Outcome> outcomes = new HashMap<>();
    private int open;
    private boolean marking;
    private boolean concluded;

    /** @param open how many results are expected */
    Attempt(Entry entry, QueuedMessage message, int open) {
        this.entry = entry;
        this.message = message;
        this.open = open;
    }

    Entry entry() {
        return entry;
    }

    QueuedMessage message() {
        return message;
    }

    /** Whether the message is tried for the first time or again: 1 and up. */
    int number() {
        return message.state().attempts() + 1;
    }

    /** Notes a result; true if it was the last one, and the caller is to conclude. */
    synchronized boolean add(Map<Address, Outcome> found) {
        outcomes.putAll(found);
        open--;
        concluded = open == 0;
        return concluded;
    }

    /** Whether deliveries should be marked before the attempt ends; true once. */
    synchronized boolean beginMarking() {
        boolean first = !marking && !concluded;
        marking = true;
        return first;
    }

    /** Runs the task with the recipients not yet delivered to, if the attempt has not ended. */
    void mark(java.util.function.Consumer<List<Recipient>> task) {
        synchronized (this) {
            marking = false;
            if (!concluded) {
                task.accept(recipients(o -> !(o instanceof Outcome.Delivered), true));
            }
        }
    }

    List<Recipient> failed() {
        return recipients(o -> o instanceof Outcome.Failed, false);
    }

    List<Recipient> delivered() {
        return recipients(o -> o instanceof Outcome.Delivered, false);
    }

    /** Who has the message that was delivered to this recipient. */
    synchronized Outcome.Holder holder(Recipient recipient) {
        return ((Outcome.Delivered) outcomes.get(recipient.address())).holder();
    }

    List<Recipient> deferred() {
        return recipients(o -> o instanceof Outcome.Deferred, false);
    }

    /** Recipients that nobody could try, because a router or a transport is not there. */
    List<Recipient> untried() {
        return recipients(o -> false, true);
    }

    private synchronized List<Recipient> recipients(Predicate<Outcome> which, boolean withoutOutcome) {
        List<Recipient> found = new ArrayList<>();
        for (Recipient recipient : message.state().pending()) {
            Outcome outcome = outcomes.get(recipient.address());
            if (outcome == null ? withoutOutcome : which.test(outcome)) {
                found.add(recipient);
            }
        }
        return found;
    }

    /** Whether anything was tried at all. */
    synchronized boolean tried() {
        return !outcomes.isEmpty();
    }

    synchronized Optional<Reply> reply(Recipient recipient) {
        return Optional.ofNullable(outcomes.get(recipient.address())).map(Outcome::reply);
    }
}
