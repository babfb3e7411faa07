package org.postrider.delivery.local;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Looks for {@code Delivered-To: <account>} in the header of a message while its bytes pass. The header may be of any
 * length; no more of it is kept than the beginning of one field.
 */
final class LoopDetector {

    private static final String FIELD = "delivered-to:";
    private static final int MAX_FIELD = 512; // more than the longest field of ours: name, 64 octets, 255 characters

    private final String account;
    private final byte[] field = new byte[MAX_FIELD];
    private int length;
    private int inLine;
    private boolean ended;
    private boolean found;

    LoopDetector(String account) {
        this.account = account.toLowerCase(Locale.ROOT);
    }

    boolean found() {
        return found;
    }

    /** The message is over; it may have been all header. */
    void end() {
        if (!ended) {
            ended = true;
            check();
        }
    }

    /** The next bytes of the message. */
    void see(byte[] octets, int count) {
        for (int i = 0; i < count && !ended; i++) {
            see(octets[i]);
        }
    }

    private void see(byte octet) {
        if (octet == '\n') {
            ended = inLine == 0; // RFC 5322 2.1: an empty line ends the header
            inLine = 0;
        } else if (octet != '\r') {
            if (inLine++ == 0 && octet != ' ' && octet != '\t') { // RFC 5322 2.2.3: white space continues the field
                check();
                length = 0;
            }
            if (length < MAX_FIELD) {
                field[length++] = octet;
            }
        }
        if (ended) {
            check();
        }
    }

    private void check() {
        if (length > FIELD.length() && length < MAX_FIELD && (field[0] | 0x20) == 'd') {
            String text = new String(field, 0, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            found |= text.startsWith(FIELD) && text.substring(FIELD.length()).strip().equals(account);
        }
    }
}
