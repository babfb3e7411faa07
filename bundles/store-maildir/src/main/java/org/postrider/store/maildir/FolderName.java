package org.postrider.store.maildir;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.postrider.api.store.Mailbox;

/**
 * The directory of a folder in the manner of Maildir++: a dot, then the levels joined by dots, each in the modified UTF-7
 * of RFC 3501 5.1.3. A dot inside a level is written encoded, too, so that it stays inside.
 */
final class FolderName {

    private static final int MAX_LENGTH = 250;

    private FolderName() {}

    /**
     * @return the name of the directory below the Maildir; empty for INBOX, which is the Maildir itself
     * @throws IllegalArgumentException if the name is not allowed; the message says why
     */
    static String directory(String folder) {
        if (folder.equalsIgnoreCase(Mailbox.INBOX)) { // RFC 3501 5.1: INBOX in any case
            return "";
        }
        StringBuilder out = new StringBuilder(folder.length() + 8);
        for (String level : folder.split("/", -1)) {
            out.append('.').append(encode(checked(level)));
        }
        if (out.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the name of the folder is too long: at most " + MAX_LENGTH
                    + " octets in modified UTF-7, not " + out.length());
        }
        return out.toString();
    }

    private static String checked(String level) {
        if (level.isEmpty() || level.equals(".") || level.equals("..")) {
            throw new IllegalArgumentException("a level of a folder's name is a word, not '" + level + "'");
        }
        level.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw new IllegalArgumentException(
                        "not allowed in the name of a folder: " + String.format("U+%04X", c));
            }
        });
        return level;
    }

    private static String encode(String level) {
        StringBuilder out = new StringBuilder(level.length() + 8);
        int i = 0;
        while (i < level.length()) {
            int end = i;
            while (end < level.length() && !isDirect(level.charAt(end))) {
                end++;
            }
            if (end > i) {
                out.append('&').append(base64(level.substring(i, end))).append('-');
                i = end;
            } else {
                char c = level.charAt(i++);
                out.append(c == '&' ? "&-" : String.valueOf(c)); // RFC 3501 5.1.3
            }
        }
        return out.toString();
    }

    /** RFC 3501 5.1.3: printable ASCII stands for itself. The dot and the separator of paths do not here. */
    private static boolean isDirect(char c) {
        return c >= 0x20 && c <= 0x7e && c != '.' && c != '/';
    }

    private static String base64(String text) {
        String coded = Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_16BE));
        return coded.replace('/', ','); // RFC 3501 5.1.3: a comma in place of the slash
    }
}
