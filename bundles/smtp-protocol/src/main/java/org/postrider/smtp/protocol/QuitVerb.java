package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** QUIT, RFC 5321 4.1.1.10. */
final class QuitVerb implements Verb {

    private static final Reply BYE = Reply.of(221, "2.0.0", "Bye");

    @Override
    public void run(Dialogue dialogue, String argument) throws SyntaxFault {
        Verb.noArgument(argument);
        dialogue.close(BYE);
    }

    @Override
    public boolean isJunk() {
        return false;
    }
}
