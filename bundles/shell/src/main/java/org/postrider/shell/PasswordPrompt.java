package org.postrider.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Asks for a new password: twice on a terminal, and as one line of input where there is none. */
final class PasswordPrompt {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 1_024;

    private final Session session;

    PasswordPrompt(Session session) {
        this.session = session;
    }

    char[] read() throws IOException, CommandException {
        char[] password = session.getTerminal() == null ? line(session.getKeyboard()) : twice();
        if (password.length < SHORTEST) {
            Arrays.fill(password, '\0');
            throw Failure.of("A password has at least " + SHORTEST + " characters. Nothing was changed.");
        }
        return password;
    }

    private char[] twice() throws IOException, CommandException {
        char[] first = masked("Password: ");
        char[] second = masked("Again: ");
        boolean equal = Arrays.equals(first, second);
        Arrays.fill(second, '\0');
        if (!equal) {
            Arrays.fill(first, '\0');
            throw Failure.of("The passwords differ. Nothing was changed.");
        }
        return first;
    }

    private char[] masked(String prompt) throws IOException {
        String line = session.readLine(prompt, '*');
        return line == null ? new char[0] : line.toCharArray();
    }

    private static char[] line(InputStream in) throws IOException {
        byte[] bytes = new byte[LONGEST];
        int length = 0;
        for (int c = in.read(); c >= 0 && c != '\n' && length < LONGEST; c = in.read()) {
            bytes[length++] = (byte) c;
        }
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, length));
        char[] password = new char[decoded.remaining()];
        decoded.get(password);
        Arrays.fill(decoded.array(), '\0');
        Arrays.fill(bytes, (byte) 0);
        return password;
    }
}
