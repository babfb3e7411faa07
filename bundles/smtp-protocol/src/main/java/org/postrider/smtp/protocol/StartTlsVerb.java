package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** STARTTLS, RFC 3207 4. */
final class StartTlsVerb implements Verb {

    private static final Reply READY = Reply.of(220, "2.0.0", "Ready to start TLS");
    private static final Reply UNSUPPORTED = Reply.of(502, "5.5.1", "Command not implemented");
    private static final Reply NOT_NOW = Reply.of(454, "4.7.0", "TLS not available due to temporary reason");

    @Override
    public void run(Dialogue dialogue, String argument) throws SyntaxFault {
        Verb.noArgument(argument);
        if (dialogue.encrypted().isOn()) {
            dialogue.refuse(Dialogue.sequence("The connection is encrypted already"));
        } else if (dialogue.encrypted().offer() == Encryption.OFF) {
            dialogue.refuse(UNSUPPORTED);
        } else if (!dialogue.introduction().isExtended()) {
            dialogue.refuse(Dialogue.sequence("Send EHLO first"));
        } else if (dialogue.encrypted().offer() == Encryption.ABSENT) {
            dialogue.refuse(NOT_NOW);
        } else {
            dialogue.encrypted().begin(READY);
        }
    }

    /** What comes with it in one piece was written in clear text, and by whom nobody knows. */
    @Override
    public boolean endsGroup() {
        return true;
    }

    @Override
    public boolean isJunk() {
        return false;
    }
}
