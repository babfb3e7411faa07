package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** A command nobody knows, RFC 5321 4.2.4. */
final class UnknownVerb implements Verb {

    private static final Reply UNKNOWN = Reply.of(500, "5.5.1", "Command not recognized");

    @Override
    public void run(Dialogue dialogue, String argument) {
        dialogue.refuse(UNKNOWN);
    }
}
