package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** EHLO, RFC 5321 4.1.1.1. */
final class EhloVerb implements Verb {

    @Override
    public void run(Dialogue dialogue, String argument) throws SyntaxFault {
        Greeting.check(argument, "EHLO");
        dialogue.greet(argument, true, Reply.plain(250,
                dialogue.settings().hostname(),
                "PIPELINING", // RFC 2920
                "SIZE " + dialogue.settings().limits().size(), // RFC 1870
                "8BITMIME", // RFC 6152
                "CHUNKING", "BINARYMIME", // RFC 3030
                "ENHANCEDSTATUSCODES", // RFC 2034
                "SMTPUTF8")); // RFC 6531
    }

    @Override
    public boolean endsGroup() {
        return true;
    }
}
