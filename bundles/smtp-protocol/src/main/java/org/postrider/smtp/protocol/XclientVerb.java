package org.postrider.smtp.protocol;

/** XCLIENT of Postfix: a trusted client stands in for another, and the session begins anew as that one's. */
final class XclientVerb implements Verb {

    @Override
    public void run(Dialogue dialogue, String argument) throws SyntaxFault {
        if (!dialogue.backend().maySpeakForOthers()) {
            UnsupportedVerb.refuse(dialogue); // nobody else is told that it exists
        } else if (dialogue.inTransaction()) {
            dialogue.refuse(Dialogue.sequence("A transaction is under way"));
        } else {
            dialogue.introduction().standIn(ClientAttributes.parse(argument, ClientAttribute.XCLIENT));
        }
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
