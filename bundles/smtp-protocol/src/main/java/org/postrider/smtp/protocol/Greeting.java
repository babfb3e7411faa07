package org.postrider.smtp.protocol;

/** What EHLO and HELO have in common. */
final class Greeting {

    private static final int MAX_NAME = 255;

    private Greeting() {}

    /** RFC 2033 4.1: who greets in the words of the other protocol takes us for what we are not. */
    static void check(Dialogue dialogue, boolean lmtp) throws SyntaxFault {
        if (dialogue.settings().isLmtp() != lmtp) {
            throw new SyntaxFault(500, "5.5.1", "This is " + dialogue.settings().protocol());
        }
    }

    /**
     * RFC 5321 4.1.4: mail is not refused because the name is no domain, so anything is taken that can be written
     * into a header without harm: one word of printable ASCII.
     */
    static void check(String name, String verb) throws SyntaxFault {
        boolean valid = !name.isEmpty() && name.length() <= MAX_NAME;
        for (int i = 0; i < name.length() && valid; i++) {
            valid = name.charAt(i) > ' ' && name.charAt(i) < 0x7f;
        }
        if (!valid) {
            throw new SyntaxFault(501, "5.5.4", "Syntax: " + verb + " hostname");
        }
    }
}
