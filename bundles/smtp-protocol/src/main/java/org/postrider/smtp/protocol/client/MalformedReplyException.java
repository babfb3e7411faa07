package org.postrider.smtp.protocol.client;

import java.io.IOException;

/** What a server sent is no reply, or more of one than is read. The connection is of no use any more. */
public final class MalformedReplyException extends IOException {

    private static final long serialVersionUID = 1L;

    public MalformedReplyException(String message) {
        super(message);
    }
}
