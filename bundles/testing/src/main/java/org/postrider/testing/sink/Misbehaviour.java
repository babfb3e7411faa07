package org.postrider.testing.sink;

/** How a server can behave badly. */
public enum Misbehaviour {
    /** It behaves well. */
    NONE,
    /** It accepts the connection and says nothing. */
    NO_BANNER,
    /** It sends its replies one octet at a time, with a pause after each. */
    DRIP,
    /** It says 421 in place of the reply to RCPT and closes. */
    LEAVE_MIDWAY,
    /** It takes the whole message and closes without a reply. */
    CLOSE_AFTER_DOT,
    /** It takes the whole message and does not reply. */
    SILENT_AFTER_DOT,
    /** Its reply to MAIL is a line without end. */
    HUGE_LINE,
    /** Its reply to EHLO has lines without end. */
    ENDLESS_LINES,
    /** Its replies hold NUL and escape characters. */
    CONTROL_CHARACTERS,
    /** It shuts its side of the connection down after the greeting and goes on reading. */
    HALF_CLOSE,
    /** It sends octets that are no SMTP. */
    GARBAGE,
    /** It stops reading when the message comes. */
    STOP_READING,
    /** It closes as soon as it is connected to. */
    HANG_UP
}
