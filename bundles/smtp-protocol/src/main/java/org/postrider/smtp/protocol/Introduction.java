package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** Who the client says it is: the greeting of either side, and a listed client that stands in for another. */
final class Introduction {

    private final Dialogue dialogue;
    private boolean greeted;
    private boolean extended;

    Introduction(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    /** Whether HELO, EHLO or LHLO was taken. */
    boolean isGreeted() {
        return greeted;
    }

    /** Whether it was EHLO or LHLO. */
    boolean isExtended() {
        return extended;
    }

    /** Nothing that was said before counts. */
    void forget() {
        greeted = false;
        extended = false;
    }

    /** The client has connected, and this became of it. */
    void opened(Answer answer) {
        if (answer.isYes()) {
            SmtpSettings settings = dialogue.settings();
            dialogue.tell(answer, Reply.plain(220, settings.hostname() + " " + settings.protocol() + " Postrider"));
        } else {
            dialogue.close(answer.reply().orElse(Dialogue.LOCAL_ERROR)); // RFC 5321 3.1: in place of the greeting
        }
    }

    /** The client stands in for another, for whom everything begins anew. */
    void standIn(ClientAttributes other) {
        forget();
        dialogue.await(dialogue.backend().standIn(other), answer -> {
            opened(answer);
            greeted = other.text(ClientAttribute.HELO).isPresent();
            extended = greeted && other.text(ClientAttribute.PROTO).filter("ESMTP"::equalsIgnoreCase).isPresent();
            dialogue.login().standIn(other);
        });
    }

    /** The client says its name, by EHLO or LHLO if it is to be extended. */
    void greet(String name, boolean ehlo, Reply yes) {
        dialogue.reset(); // RFC 5321 4.1.4
        SmtpBackend backend = dialogue.backend();
        dialogue.await(ehlo ? ExtensionCheck.greeting(backend, name, yes) : backend.helo(name, false), answer -> {
            if (dialogue.tell(answer, yes)) {
                greeted = true;
                extended = ehlo;
            }
        });
    }
}
