package org.postrider.smtp.protocol;

import java.util.ArrayList;
import java.util.List;

import org.postrider.api.smtp.Reply;

/** EHLO, RFC 5321 4.1.1.1, and LHLO, which takes its place in LMTP, RFC 2033 4.1. */
final class EhloVerb implements Verb {

    private final boolean lmtp;

    EhloVerb(boolean lmtp) {
        this.lmtp = lmtp;
    }

    @Override
    public void run(Dialogue dialogue, String argument) throws SyntaxFault {
        Greeting.check(dialogue, lmtp);
        Greeting.check(argument, lmtp ? "LHLO" : "EHLO");
        List<String> lines = new ArrayList<>(List.of(
                dialogue.settings().hostname(),
                "PIPELINING", // RFC 2920
                "SIZE " + dialogue.settings().limits().size(), // RFC 1870
                "8BITMIME", // RFC 6152
                "CHUNKING", "BINARYMIME", // RFC 3030
                "ENHANCEDSTATUSCODES")); // RFC 2034
        if (dialogue.backend().offersReports()) {
            lines.add("DSN"); // RFC 3461 3
        }
        if (dialogue.encrypted().offer() == Encryption.OFFERED) {
            lines.add("STARTTLS"); // RFC 3207 4.2: not once it is encrypted
        }
        if (dialogue.backend().maySpeakForOthers()) {
            lines.add("XCLIENT " + ClientAttribute.names(ClientAttribute.XCLIENT));
            lines.add("XFORWARD " + ClientAttribute.names(ClientAttribute.XFORWARD));
        }
        if (dialogue.encrypted().isOn()) {
            lines.add("REQUIRETLS"); // RFC 8689 2: not before
        }
        if (!dialogue.login().mechanisms().isEmpty()) {
            lines.add("AUTH " + String.join(" ", dialogue.login().mechanisms())); // RFC 4954 3
        }
        lines.add("SMTPUTF8"); // RFC 6531; after AUTH, which gsasl overlooks in the last line
        dialogue.introduction().greet(argument, true, Reply.plain(250, lines.toArray(String[]::new)));
    }

    @Override
    public boolean endsGroup() {
        return true;
    }

    @Override
    public boolean isIdle() {
        return false;
    }
}
