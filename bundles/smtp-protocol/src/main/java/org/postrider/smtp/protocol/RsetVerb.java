package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** RSET, RFC 5321 4.1.1.5. */
final class RsetVerb implements Verb {

    private static final Reply OK = Reply.of(250, "2.0.0", "Ok");

    @Override
    public void run(Dialogue dialogue, String argument) throws SyntaxFault {
        Verb.noArgument(argument);
        dialogue.reset();
        dialogue.reply(OK);
    }
}
