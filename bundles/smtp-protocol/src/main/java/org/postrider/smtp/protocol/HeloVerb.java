package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** HELO, RFC 5321 4.1.1.1: a session without extensions. */
final class HeloVerb implements Verb {

    @Override
    public void run(Dialogue dialogue, String argument) throws SyntaxFault {
        Greeting.check(dialogue, false);
        Greeting.check(argument, "HELO");
        dialogue.introduction().greet(argument, false, Reply.plain(250, dialogue.settings().hostname()));
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
