package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** HELP, RFC 5321 4.1.1.8. */
final class HelpVerb implements Verb {

    private static final Reply HELP =
            Reply.of(214, "2.0.0", "EHLO HELO AUTH MAIL RCPT DATA BDAT RSET NOOP VRFY EXPN HELP QUIT");

    @Override
    public void run(Dialogue dialogue, String argument) {
        dialogue.reply(HELP);
    }
}
