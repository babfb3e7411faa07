package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** VRFY, RFC 5321 3.5.3: tells nobody who has a mailbox. */
final class VrfyVerb implements Verb {

    private static final Reply CANNOT_VERIFY = Reply.of(252, "2.0.0", "Cannot verify; mail will show");

    @Override
    public void run(Dialogue dialogue, String argument) throws SyntaxFault {
        if (argument.isEmpty()) {
            throw new SyntaxFault(501, "5.5.4", "Syntax: VRFY address");
        }
        dialogue.reply(CANNOT_VERIFY);
    }
}
