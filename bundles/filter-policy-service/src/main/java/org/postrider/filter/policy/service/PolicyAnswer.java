package org.postrider.filter.policy.service;

import org.postrider.api.filter.Action;
import org.postrider.api.message.Address;
import org.postrider.api.message.Header;

/** What a policy service answers, of what access(5) of Postfix has. */
sealed interface PolicyAnswer {

    /** Counts at once. */
    record Now(Action action) implements PolicyAnswer {}

    /** Counts for the message, once it is there. */
    sealed interface Note extends PolicyAnswer {}

    /** A field above all others. */
    record Prepend(Header header) implements Note {}

    /** The message is kept in the queue. */
    record Hold(String reason) implements Note {}

    /** The message is acknowledged and dropped. */
    record Discard() implements Note {}

    /** The message goes to this address instead. */
    record Redirect(Address address) implements Note {}

    /** The message goes to this address besides. */
    record Copy(Address address) implements Note {}

    /** Is only told to the administrator. */
    record Told(boolean isWarning, String text) implements PolicyAnswer {}

    /** What Postfix could do and we cannot. */
    record Impossible(String word) implements PolicyAnswer {}
}
