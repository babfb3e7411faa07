package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** EXPN, RFC 5321 7.3: lists are nobody else's business. */
final class ExpnVerb implements Verb {

    private static final Reply NOT_HERE = Reply.of(502, "5.5.1", "EXPN is not available");

    @Override
    public void run(Dialogue dialogue, String argument) {
        dialogue.refuse(NOT_HERE);
    }
}
