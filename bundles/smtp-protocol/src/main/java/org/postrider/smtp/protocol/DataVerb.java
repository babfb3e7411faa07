package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** DATA, RFC 5321 4.1.1.4. */
final class DataVerb implements Verb {

    private static final Reply GO_ON = Reply.plain(354, "End data with <CR><LF>.<CR><LF>");
    private static final Reply NOBODY = Reply.of(554, "5.5.1", "No valid recipients");

    @Override
    public void run(Dialogue dialogue, String argument) throws SyntaxFault {
        Verb.noArgument(argument);
        if (!dialogue.inTransaction()) {
            dialogue.refuse(Dialogue.sequence("Send MAIL first"));
        } else if (!dialogue.tally().hasRecipients()) {
            dialogue.refuse(nobody(dialogue));
        } else if (dialogue.transfer().hasBegun()) { // RFC 3030 4.2
            dialogue.refuse(Dialogue.sequence("Send BDAT or RSET"));
        } else if (dialogue.isBinary()) { // RFC 3030 3
            dialogue.refuse(Dialogue.sequence("BINARYMIME needs BDAT"));
        } else {
            dialogue.await(dialogue.backend().data(), answer -> dialogue.data(answer, GO_ON));
        }
    }

    static Reply nobody(Dialogue dialogue) {
        return dialogue.settings().isLmtp() ? Dialogue.sequence("No valid recipients") : NOBODY; // RFC 2033 4.2
    }

    @Override
    public boolean endsGroup() {
        return true;
    }

    @Override
    public boolean isJunk() {
        return false;
    }
}
