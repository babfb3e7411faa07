package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** A command of SMTP: what its line must look like, in which order it may come, and what it does. Has no state. */
interface Verb {

    /** Acts on the command, or refuses it and changes nothing. */
    void run(Dialogue dialogue, String argument) throws SyntaxFault;

    /** Octets that extensions add to the 512 of its line. */
    default int extraOctets() {
        return 0;
    }

    /** What is said to a line that is longer. */
    default Reply tooLong() {
        return Reply.of(500, "5.5.2", "Line too long");
    }

    /** Whether a client must wait for the reply before it sends anything else, RFC 2920 3.1. */
    default boolean endsGroup() {
        return false;
    }

    /** Whether it brings mail nearer. Clients that send many others are sent away. */
    default boolean isJunk() {
        return true;
    }

    /** Whether it does not even prepare mail, as NOOP. Clients that send such are the first to go when room is scarce. */
    default boolean isIdle() {
        return isJunk();
    }

    /** For verbs that have no argument. */
    static void noArgument(String argument) throws SyntaxFault {
        if (!argument.isEmpty()) {
            throw new SyntaxFault(501, "5.5.4", "No argument is allowed here");
        }
    }
}
