package org.postrider.smtp.protocol;

import org.postrider.api.smtp.Reply;

/** A web browser that was made to talk to a mail server: its body may hold commands, so not a line more is read. */
final class HttpVerb implements Verb {

    private static final Reply NOT_HTTP = Reply.of(554, "5.5.1", "This is not a web server");

    @Override
    public void run(Dialogue dialogue, String argument) {
        dialogue.close(NOT_HTTP);
    }
}
