package org.postrider.smtp.server;

import java.util.Optional;

import org.postrider.api.filter.Action;
import org.postrider.api.smtp.Reply;

/**
 * What is to become of a message that is accepted.
 *
 * @param kind what it is
 * @param reason why, for a hold
 */
record Fate(Kind kind, String reason) {

    /** In order of severity. */
    enum Kind { DELIVER, DISCARD, HOLD, QUARANTINE }

    static final Fate DELIVER = new Fate(Kind.DELIVER, "");

    /** What an action means that is no refusal. */
    static Fate of(Action action) {
        if (action instanceof Action.Quarantine quarantine) {
            return new Fate(Kind.QUARANTINE, "quarantine: " + quarantine.reason());
        }
        if (action instanceof Action.Hold hold) {
            return new Fate(Kind.HOLD, hold.reason());
        }
        return action instanceof Action.Discard ? new Fate(Kind.DISCARD, "") : DELIVER;
    }

    /** Of a recipient who is refused when the client can only be told that the message is accepted. */
    static Fate refused(Reply reply) {
        return new Fate(Kind.HOLD, "refused for this recipient: " + reply);
    }

    /** Filters of several stages may have said something; the most severe applies. */
    Fate or(Fate other) {
        return other.kind.compareTo(kind) > 0 ? other : this;
    }

    boolean isDiscarded() {
        return kind == Kind.DISCARD;
    }

    Optional<String> hold() {
        return kind.compareTo(Kind.HOLD) >= 0 ? Optional.of(reason) : Optional.empty();
    }
}
