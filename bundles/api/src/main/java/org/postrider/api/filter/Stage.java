package org.postrider.api.filter;

/** When a filter is called. */
public enum Stage {
    /** A client has connected; nothing was sent yet. */
    CONNECT,
    /** EHLO or HELO. */
    HELO,
    /** MAIL. */
    SENDER,
    /** RCPT; the verdict is for this recipient only. */
    RECIPIENT,
    /** DATA, before the client is asked to send. */
    DATA,
    /** The message is complete and not yet acknowledged. */
    MESSAGE,
    /** The session is over; there is nothing left to refuse. */
    END
}
