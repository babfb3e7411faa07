package org.postrider.smtp.protocol;

import java.util.List;

import org.postrider.api.smtp.Reply;

/** Who the client has proven to be, and how far it has come with that (RFC 4954 4). */
final class LoginExchange {

    private static final int CHALLENGE = 334;

    private final Dialogue dialogue;
    private boolean loggedIn;

    LoginExchange(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    boolean isLoggedIn() {
        return loggedIn;
    }

    /** The SASL mechanisms that are offered now: none in clear text. */
    List<String> mechanisms() {
        return dialogue.encrypted().isOn() ? dialogue.backend().login().mechanisms() : List.of();
    }

    /** A listed client says whether the other, for whom it stands in, has logged in. */
    void standIn(ClientAttributes other) {
        loggedIn = other.text(ClientAttribute.LOGIN).isPresent();
    }

    /** The client is asked more, is known from now on, or is nobody still. */
    void answered(Answer answer) {
        if (dialogue.tell(answer, Dialogue.LOCAL_ERROR)) {
            loggedIn = answer.reply().get().code() != CHALLENGE;
            dialogue.turns().go(loggedIn ? Phase.COMMAND : Phase.RESPONSE);
        }
    }

    /** The exchange ends with this refusal. */
    void end(Reply reply) {
        cancel();
        dialogue.refuse(reply);
    }

    /** The exchange ends; the caller says why. */
    void cancel() {
        dialogue.turns().go(Phase.COMMAND);
        dialogue.backend().login().cancel();
    }
}
