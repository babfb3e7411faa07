package org.postrider.smtp.protocol;

import org.postrider.api.message.Address;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;

/** RCPT, RFC 5321 4.1.1.3. */
final class RcptVerb implements Verb {

    private static final Reply OK = Reply.of(250, "2.1.5", "Ok");
    private static final Reply TOO_MANY = Reply.of(452, "4.5.3", "Too many recipients");
    private static final Reply UNKNOWN_PARAMETER = Reply.of(555, "5.5.4", "Parameter not recognized");

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
        Recipient recipient = new Recipient(parse(dialogue, argument));
        if (dialogue.tally().hasRecipientsLeft()) {
            dialogue.await(dialogue.backend().recipient(recipient), answer -> dialogue.recipient(answer, OK));
        } else {
            dialogue.refuse("RCPT", TOO_MANY); // RFC 5321 4.5.3.1.10
            if (dialogue.tally().excess()) {
                dialogue.tooMuch();
            }
        }
    }

    private static Address parse(Dialogue dialogue, String argument) throws SyntaxFault {
        Path path;
        Address address;
        try {
            path = Path.parse(argument, "TO:");
            address = path.mailbox().equalsIgnoreCase("postmaster") // RFC 5321 4.5.1
                    ? dialogue.settings().postmaster() : Address.parse(path.mailbox());
        } catch (IllegalArgumentException e) {
            throw new SyntaxFault(501, "5.1.3", "Syntax: RCPT TO:<address>");
        }
        if (!Parameters.parse(path.rest()).isEmpty()) {
            throw new SyntaxFault(UNKNOWN_PARAMETER);
        }
        if (!dialogue.isSmtpUtf8() && !MailVerb.isAscii(path.mailbox())) {
            throw new SyntaxFault(553, "5.6.7", "Such an address needs SMTPUTF8"); // RFC 6531 3.5
        }
        return address;
    }

    @Override
    public int extraOctets() {
        return 460; // RFC 6531 3.1
    }

    @Override
    public boolean isJunk() {
        return false;
    }
}
