package org.postrider.itests;

import java.util.List;

/** A client as people use it, that can send one message. */
interface MailClient {

    /** The listener that it talks to, by name. */
    default String listener() {
        return "submission";
    }

    /** Its exit codes for a wrong password, a recipient that is refused, and a message that is too large. */
    default List<Integer> failures() {
        return List.of(1, 1, 1);
    }

    /** Sends, and returns how that ended: exit code 0 only if the server has taken the message. */
    Result send(Letter letter);
}
