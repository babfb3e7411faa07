package org.postrider.smtp.protocol;

import java.util.Map;

import org.postrider.api.message.Address;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;

/** RCPT, RFC 5321 4.1.1.3, with the parameters of RFC 3461. */
final class RcptVerb implements Verb {

    private static final Reply OK = Reply.of(250, "2.1.5", "Ok");
    private static final Reply TOO_MANY = Reply.of(452, "4.5.3", "Too many recipients");

    @Override
    public void run(Dialogue dialogue, String argument) throws SyntaxFault {
        if (!dialogue.inTransaction()) {
            dialogue.refuse(Dialogue.sequence("Send MAIL first"));
            return;
        }
        if (dialogue.transfer().hasBegun()) {
            dialogue.refuse(Dialogue.sequence("Send BDAT or RSET"));
            return;
        }
        Recipient recipient = parse(dialogue, argument);
        if (dialogue.tally().hasRecipientsLeft()) {
            ExtensionCheck.run(dialogue, "RCPT", recipient.parameters(), () ->
                    dialogue.await(dialogue.backend().recipient(recipient), answer -> dialogue.recipient(answer, OK)));
        } else {
            dialogue.refuse("RCPT", TOO_MANY); // RFC 5321 4.5.3.1.10
            if (dialogue.tally().excess()) {
                dialogue.tooMuch();
            }
        }
    }

    private static Recipient parse(Dialogue dialogue, String argument) throws SyntaxFault {
        Path path;
        Address address;
        try {
            path = Path.parse(argument, "TO:");
            address = path.mailbox().equalsIgnoreCase("postmaster") // RFC 5321 4.5.1
                    ? dialogue.settings().postmaster() : Address.parse(path.mailbox());
        } catch (IllegalArgumentException e) {
            throw new SyntaxFault(501, "5.1.3", "Syntax: RCPT TO:<address>");
        }
        Map<String, String> parameters = Parameters.parse(path.rest());
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            check(parameter.getKey(), parameter.getValue(), dialogue);
        }
        if (!dialogue.isSmtpUtf8() && !MailVerb.isAscii(path.mailbox())) {
            throw new SyntaxFault(553, "5.6.7", "Such an address needs SMTPUTF8"); // RFC 6531 3.5
        }
        return new Recipient(address, parameters);
    }

    private static void check(String keyword, String value, Dialogue dialogue) throws SyntaxFault {
        if (dialogue.introduction().isExtended() && dialogue.backend().extensions().allows("RCPT", keyword)) {
            return; // which value, the extension says
        }
        boolean offered = dialogue.introduction().isExtended() && dialogue.backend().offersReports();
        boolean valid = switch (offered ? keyword : "") {
            case "NOTIFY" -> DsnParameters.isNotify(value);
            case "ORCPT" -> DsnParameters.isOrcpt(value, dialogue.isSmtpUtf8());
            default -> throw new SyntaxFault(MailVerb.UNKNOWN_PARAMETER);
        };
        if (!valid) {
            throw new SyntaxFault(MailVerb.BAD_PARAMETER);
        }
    }

    @Override
    public int extraOctets() {
        return 460 + DsnParameters.RCPT_OCTETS; // RFC 6531 3.1
    }

    @Override
    public boolean isJunk() {
        return false;
    }
}
