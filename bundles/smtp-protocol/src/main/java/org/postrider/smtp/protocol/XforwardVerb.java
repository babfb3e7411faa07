package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** XFORWARD of Postfix: a trusted client says where the next message comes from, for the record. */
final class XforwardVerb implements Verb {

    private static final Reply OK = Reply.of(250, "2.0.0", "Ok");

    @Override
    public void run(Dialogue dialogue, String argument) throws SyntaxFault {
        if (!dialogue.backend().maySpeakForOthers()) {
            UnsupportedVerb.refuse(dialogue);
        } else if (dialogue.inTransaction()) {
            dialogue.refuse(Dialogue.sequence("A transaction is under way"));
        } else {
            dialogue.backend().forwarded(ClientAttributes.parse(argument, ClientAttribute.XFORWARD));
            dialogue.reply(OK);
        }
    }

    @Override
    public boolean isIdle() {
        return false;
    }
}
