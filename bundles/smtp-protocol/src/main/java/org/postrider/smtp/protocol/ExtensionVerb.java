package org.postrider.smtp.protocol;

import org.postrider.api.smtp.SmtpVerb;

/** A command that an extension adds. */
final class ExtensionVerb implements Verb {

    private final SmtpVerb verb;

    ExtensionVerb(SmtpVerb verb) {
        this.verb = verb;
    }

    @Override
    public void run(Dialogue dialogue, String argument) {
        if (!dialogue.introduction().isExtended()) {
            dialogue.refuse(Dialogue.sequence("Send EHLO first"));
        } else if (dialogue.inTransaction()) {
            dialogue.refuse(Dialogue.sequence("A transaction is under way"));
        } else {
            dialogue.await(dialogue.backend().extensions().run(verb, argument), answer -> told(dialogue, argument, answer));
        }
    }

    private void told(Dialogue dialogue, String argument, Answer answer) {
        if (verb.turns() && answer.isYes() && !answer.close()) {
            dialogue.reply(answer.reply().orElseThrow());
            dialogue.hangUp(); // no command is read any more
            dialogue.wire().handOver(turned -> dialogue.backend().extensions().turned(verb, argument, turned));
        } else {
            dialogue.told(answer);
        }
    }

    @Override
    public int extraOctets() {
        return verb.octets();
    }

    @Override
    public boolean endsGroup() {
        return verb.endsGroup();
    }
}
