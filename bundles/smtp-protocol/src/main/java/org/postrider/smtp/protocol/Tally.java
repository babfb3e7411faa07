package org.postrider.smtp.protocol;

/** Counts what a client may not do without end. Starts anew with each accepted message, but for the messages. */
final class Tally {

    private static final int EXCESS_RECIPIENTS = 1000;
    private static final int GUESSES = 10;

    private final SmtpLimits limits;
    private int errorsAllowed;
    private int idleAllowed;
    private int messages;
    private int errors;
    private int junk;
    private int idle;
    private int recipients;
    private int excess;
    private long dropped;

    Tally(SmtpLimits limits) {
        this.limits = limits;
        relent();
    }

    /** From now on less is allowed; what was counted before counts too. */
    void restrict(int fewerErrors, int idleCommands) {
        errorsAllowed = Math.min(fewerErrors, limits.errors());
        idleAllowed = Math.min(idleCommands, limits.junk());
    }

    /** From now on as much is allowed as in the beginning. */
    void relent() {
        errorsAllowed = limits.errors();
        idleAllowed = limits.junk();
    }

    /** A command was refused for good; whether it was one refusal too many. */
    boolean error() {
        return ++errors >= errorsAllowed;
    }

    /** Whether so much was refused that the client seems to guess names. */
    boolean isGuessing() {
        return errors >= GUESSES;
    }

    /** A command came that brings no mail, and if it is idle does not prepare any; whether it was one too many. */
    boolean junk(boolean isIdle) {
        idle += isIdle ? 1 : 0;
        return ++junk > limits.junk() || idle > idleAllowed;
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
        idle = 0;
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
