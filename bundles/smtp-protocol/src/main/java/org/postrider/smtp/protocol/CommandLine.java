package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A command as it was sent, RFC 5321 4.1.1.
 *
 * @param verb in upper case
 * @param argument what follows the space, without trailing white space; empty if there is nothing
 */
record CommandLine(String verb, String argument) {

    private static final String UNREADABLE = "A command is text in ASCII or UTF-8 without control characters";

    static CommandLine parse(ByteBuffer line) throws SyntaxFault {
        String text = text(line);
        int space = text.indexOf(' ');
        String verb = space < 0 ? text : text.substring(0, space);
        return new CommandLine(verb.toUpperCase(Locale.ROOT), space < 0 ? "" : text.substring(space + 1));
    }

    private static String text(ByteBuffer line) throws SyntaxFault {
        byte[] bytes = new byte[line.remaining()];
        line.get(bytes);
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
            end--; // RFC 5321 4.1.1: trailing white space is tolerated
        }
        boolean ascii = true;
        for (int i = 0; i < end; i++) {
            if (bytes[i] >= 0 && bytes[i] < 0x20 || bytes[i] == 0x7f) {
                throw new SyntaxFault(500, "5.5.2", UNREADABLE);
            }
            ascii &= bytes[i] >= 0;
        }
        return ascii ? new String(bytes, 0, end, StandardCharsets.ISO_8859_1) : utf8(bytes, end);
    }

    private static String utf8(byte[] bytes, int end) throws SyntaxFault {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end)).toString();
        } catch (CharacterCodingException e) {
            throw new SyntaxFault(500, "5.5.2", UNREADABLE);
        }
    }
}
