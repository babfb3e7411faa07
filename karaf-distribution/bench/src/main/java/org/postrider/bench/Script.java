package org.postrider.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.postrider.bench.LoadOptions.Mail;
import org.postrider.bench.Target.Login;

/** What a session says, as bytes. */
final class Script {

    private final Mail mail;
    private final byte[] from;
    private final Template template;

    Script(Mail mail, String run) {
        this.mail = mail;
        this.from = ascii("MAIL FROM:<" + mail.from() + ">\r\n");
        this.template = new Template(run, mail.from(), mail.to().at(0), mail.size());
    }

    Template template() {
        return template;
    }

    /** Commands from MAIL to DATA: MAIL, one for each recipient, DATA. */
    int commands() {
        return mail.recipients() + 2;
    }

    /** Appends one of the {@link #commands()} for a message. */
    void command(long message, int index, ByteBuf out) {
        if (index == 0) {
            out.writeBytes(from);
        } else if (index <= mail.recipients()) {
            line("RCPT TO:<" + mail.to().at(message * mail.recipients() + index - 1) + ">", out);
        } else {
            line("DATA", out);
        }
    }

    /** RFC 5321 4.1.1.1, RFC 2033 4.1. */
    static String hello(boolean lmtp) {
        return (lmtp ? "LHLO" : "EHLO") + " localhost";
    }

    /** RFC 4616, with its initial response. */
    static String plain(Login login) {
        byte[] message = ("\0" + login.user() + "\0" + login.password()).getBytes(StandardCharsets.UTF_8);
        return "AUTH PLAIN " + Base64.getEncoder().encodeToString(message);
    }

    static void line(String text, ByteBuf out) {
        out.writeBytes(ascii(text + "\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
