package org.postrider.smtp.protocol;

import java.util.Optional;

import org.postrider.api.smtp.Reply;

/** AUTH, RFC 4954 4. */
final class AuthVerb implements Verb {

    /** Octets of a line of AUTH, CRLF included, RFC 4954 4. */
    static final int LINE = 12_288;

    private static final Reply TOO_LONG = Reply.of(500, "5.5.6", "Authentication exchange line is too long");
    private static final Reply CLEAR_TEXT =
            Reply.of(538, "5.7.11", "Encryption required for requested authentication mechanism");
    private static final Reply UNKNOWN = Reply.of(504, "5.5.4", "Unrecognized authentication type");
    private static final Reply NOT_HERE = Reply.of(502, "5.5.1", "Command not implemented");
    private static final Reply CANCELLED = Reply.of(501, "5.7.0", "Authentication cancelled");
    private static final Reply NO_BASE64 = Reply.of(501, "5.5.2", "That is no base64");

    @Override
    public void run(Dialogue dialogue, String argument) throws SyntaxFault {
        Optional<Reply> refusal = refusal(dialogue);
        if (refusal.isPresent()) {
            dialogue.refuse(refusal.get());
        } else {
            begin(dialogue, argument);
        }
    }

    /** Why nobody logs in now, whatever the argument is. */
    private static Optional<Reply> refusal(Dialogue dialogue) {
        if (!dialogue.encrypted().isOn()) {
            return Optional.of(CLEAR_TEXT); // whatever is configured: a password is not to be sent in clear text
        }
        if (dialogue.backend().login().mechanisms().isEmpty()) {
            return Optional.of(NOT_HERE);
        }
        if (!dialogue.introduction().isExtended()) {
            return Optional.of(Dialogue.sequence("Send EHLO first"));
        }
        if (dialogue.login().isLoggedIn()) {
            return Optional.of(Dialogue.sequence("You have logged in")); // RFC 4954 4
        }
        return dialogue.inTransaction() ? Optional.of(Dialogue.sequence("A transaction is under way")) : Optional.empty();
    }

    private static void begin(Dialogue dialogue, String argument) throws SyntaxFault {
        String[] words = argument.split(" ", -1);
        if (words.length > 2 || !words[0].matches("[A-Za-z0-9_-]{1,20}")) { // RFC 4422 3.1
            throw new SyntaxFault(501, "5.5.4", "Syntax: AUTH mechanism [initial-response]");
        }
        String mechanism = words[0].toUpperCase(java.util.Locale.ROOT);
        SmtpLogin login = dialogue.backend().login();
        if (!login.mechanisms().contains(mechanism)) {
            throw new SyntaxFault(UNKNOWN);
        }
        Optional<byte[]> initial = words.length == 1 ? Optional.empty() : Optional.of(initial(words[1]));
        dialogue.await(login.begin(mechanism, initial), dialogue.login()::answered);
    }

    /** RFC 4954 4: an initial response of no octets is written as an equals sign. */
    private static byte[] initial(String word) throws SyntaxFault {
        if (word.equals("=")) {
            return new byte[0];
        }
        if (word.isEmpty()) {
            throw new SyntaxFault(NO_BASE64);
        }
        return decode(word);
    }

    private static byte[] decode(String text) throws SyntaxFault {
        return StrictBase64.decode(text).orElseThrow(() -> new SyntaxFault(NO_BASE64));
    }

    /** A line came in place of a command, as the 334 before it asked. */
    static void respond(Dialogue dialogue, String line) throws SyntaxFault {
        if (line.length() + 2 > LINE) {
            tooLong(dialogue);
        } else if (line.equals("*")) {
            dialogue.login().end(CANCELLED);
        } else {
            byte[] response = response(dialogue, line);
            dialogue.await(dialogue.backend().login().respond(response), dialogue.login()::answered);
        }
    }

    private static byte[] response(Dialogue dialogue, String line) throws SyntaxFault {
        Optional<byte[]> response = StrictBase64.decode(line);
        if (response.isEmpty()) {
            dialogue.login().cancel();
            throw new SyntaxFault(NO_BASE64);
        }
        return response.get();
    }

    /** A response came that has more octets than are allowed. */
    static void tooLong(Dialogue dialogue) {
        dialogue.login().end(TOO_LONG);
    }

    @Override
    public Reply tooLong() {
        return TOO_LONG;
    }

    @Override
    public int extraOctets() {
        return LINE - SmtpLimits.COMMAND_LINE;
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
