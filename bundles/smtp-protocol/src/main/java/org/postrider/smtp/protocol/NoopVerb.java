package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** NOOP, RFC 5321 4.1.1.9; its argument is ignored. */
final class NoopVerb implements Verb {

    private static final Reply OK = Reply.of(250, "2.0.0", "Ok");

    @Override
    public void run(Dialogue dialogue, String argument) {
        dialogue.reply(OK);
    }
}
