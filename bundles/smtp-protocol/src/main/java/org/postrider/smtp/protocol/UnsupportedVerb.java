package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** A command that exists and that this server does not have, RFC 5321 4.2.4. */
final class UnsupportedVerb implements Verb {

    private static final Reply UNSUPPORTED = Reply.of(502, "5.5.1", "Command not implemented");

    @Override
    public void run(Dialogue dialogue, String argument) {
        refuse(dialogue);
    }

    static void refuse(Dialogue dialogue) {
        dialogue.refuse(UNSUPPORTED);
    }
}
