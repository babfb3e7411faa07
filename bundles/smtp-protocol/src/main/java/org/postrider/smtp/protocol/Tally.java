package org.postrider.smtp.protocol;

/** Counts what a client may not do without end. Starts anew with each accepted message, but for the messages. */
final class Tally {

    private static final int EXCESS_RECIPIENTS = 1000;
    private static final int GUESSES = 10;

    private final SmtpLimits limits;
    private int messages;
    private int errors;
    private int junk;
    private int recipients;
    private int excess;
    private long dropped;

    Tally(SmtpLimits limits) {
        this.limits = limits;
    }

    /** A command was refused for good; whether it was one refusal too many. */
    boolean error() {
        return ++errors >= limits.errors();
    }

    /** Whether so much was refused that the client seems to guess names. */
    boolean isGuessing() {
        return errors >= GUESSES;
    }

    /** A command came that brings no mail; whether it was one too many. */
    boolean junk() {
        return ++junk > limits.junk();
    }

    /** A recipient came after the last that was allowed; whether it was one too many even of these. */
    boolean excess() {
        return ++excess > EXCESS_RECIPIENTS && error();
    }

    void recipient() {
        recipients++;
    }

    /** How often something is said about a message: in LMTP once for each recipient (RFC 2033 4.2). */
    int replies(boolean lmtp) {
        return lmtp ? Math.max(1, recipients) : 1;
    }

    boolean hasRecipients() {
        return recipients > 0;
    }

    boolean hasRecipientsLeft() {
        return recipients < limits.recipients();
    }

    boolean hasMessagesLeft() {
        return limits.messages() == 0 || messages < limits.messages();
    }

    void message() {
        messages++;
        errors = 0;
        junk = 0;
        dropped = 0;
    }

    /** Octets of a chunk are read for nothing; whether they were too many. */
    boolean dropped(long octets) {
        dropped += octets;
        return dropped > limits.size() + limits.size() / 2;
    }

    /** Another transaction has recipients of its own. */
    void transactionEnded() {
        recipients = 0;
        excess = 0;
    }
}
