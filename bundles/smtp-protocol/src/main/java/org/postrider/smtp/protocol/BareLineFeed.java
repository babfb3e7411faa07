package org.postrider.smtp.protocol;

/** What becomes of a message with a CR or a LF that stands alone. It never ends a message in any case. */
public enum BareLineFeed {
    /** It becomes CRLF. */
    NORMALIZE,
    /** The message is refused. */
    REJECT
}
