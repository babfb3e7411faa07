package org.postrider.smtp.server;

import java.util.Locale;

/** Which addresses somebody who has logged in may use as a sender's. */
enum SenderPolicy {
    /** Its own ones only, in the envelope and in the header. */
    STRICT,
    /** Its own ones only in the envelope, any in the header. */
    ENVELOPE,
    /** Any. */
    OFF;

    /** @throws IllegalArgumentException if there is no such policy; the message says which there are */
    static SenderPolicy parse(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "senderPolicy is \"" + text + "\"; allowed is strict, envelope or off", e);
        }
    }

    boolean checksEnvelope() {
        return this != OFF;
    }

    boolean checksHeader() {
        return this == STRICT;
    }
}
