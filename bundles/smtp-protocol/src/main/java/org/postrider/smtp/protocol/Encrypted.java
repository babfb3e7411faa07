package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TlsInfo;

/** Whether the connection is encrypted, and how it comes to be (RFC 3207). */
final class Encrypted {

    private final Dialogue dialogue;
    private boolean on;

    Encrypted(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    boolean isOn() {
        return on;
    }

    /** Whether it can be encrypted, and is not yet. */
    Encryption offer() {
        return on ? Encryption.OFF : dialogue.wire().encryption();
    }

    /** Tells the client to begin with the handshake. What it sends now is no concern of ours until that has ended. */
    void begin(Reply ready) {
        dialogue.reply(ready);
        dialogue.turns().go(Phase.WAITING);
        dialogue.wire().encrypt();
    }

    /** The handshake has ended. */
    void done(TlsInfo tls) {
        if (dialogue.phase() == Phase.CLOSED) {
            return;
        }
        dialogue.reset();
        on = true;
        dialogue.introduction().forget(); // RFC 3207 4.2
        dialogue.backend().secured(tls);
        if (dialogue.phase() == Phase.WAITING) {
            dialogue.turns().go(Phase.COMMAND);
            dialogue.leave();
        }
    }
}
