package org.postrider.smtp.protocol;

/** What a session waits for. */
public enum Phase {
    /** The decision whether to greet. Whatever the client says now it says too early. */
    OPENING,
    /** A command. */
    COMMAND,
    /** The client's response to a 334 of AUTH. */
    RESPONSE,
    /** The backend's answer to a command. */
    WAITING,
    /** A message, or a chunk of one. */
    DATA,
    /** The backend's answer to a complete message. */
    FINISHING,
    /** Nothing: the session is over. */
    CLOSED
}
