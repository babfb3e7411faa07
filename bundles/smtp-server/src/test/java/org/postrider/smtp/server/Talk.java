package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.postrider.testing.smtp.Dialog;
import org.postrider.testing.smtp.SocketDialog;

/** A client. */
final class Talk implements AutoCloseable {

    private final Dialog dialog;

    Talk(InetSocketAddress server) throws IOException {
        this(new SocketDialog(server, Server.PATIENCE));
    }

    Talk(Dialog dialog) {
        this.dialog = dialog;
    }

    Talk send(String text) throws IOException {
        dialog.send(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Sends a line and expects a reply that begins so; returns its last line. */
    String ask(String line, String reply) throws IOException {
        send(line + "\r\n");
        return expect(reply);
    }

    String expect(String reply) throws IOException {
        String line;
        do {
            line = dialog.read().orElseThrow(() -> new IOException("closed"));
        } while (line.charAt(3) == '-');
        assertThat(line).startsWith(reply);
        return line;
    }

    /** All lines of the next reply. */
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        do {
            lines.add(dialog.read().orElseThrow(() -> new IOException("closed")));
        } while (lines.get(lines.size() - 1).charAt(3) == '-');
        return lines;
    }

    /** Up to DATA. */
    Talk begin() throws IOException {
        ask("MAIL FROM:<joe@example.org>", "250");
        ask("RCPT TO:<postmaster@localhost>", "250");
        ask("DATA", "354");
        return this;
    }

    /** A whole message; returns the reply to it. */
    String mail(String reply) throws IOException {
        begin();
        return ask("Subject: hello\r\n\r\nHello.\r\n.", reply);
    }

    void expectEnd() throws IOException {
        assertThat(dialog.read()).isEmpty();
    }

    @Override
    public void close() throws IOException {
        dialog.close();
    }
}
