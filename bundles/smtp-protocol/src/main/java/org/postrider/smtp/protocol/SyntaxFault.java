package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** A command that is not as the grammar wants it, and the reply that says so. Has no stack trace: peers cause it. */
final class SyntaxFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    SyntaxFault(Reply reply) {
        super(reply.toString(), null, false, false);
        this.reply = reply;
    }

    SyntaxFault(int code, String enhanced, String text) {
        this(Reply.of(code, enhanced, text));
    }

    Reply reply() {
        return reply;
    }
}
