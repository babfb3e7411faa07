package org.postrider.itests;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One SMTP session, or one of LMTP by a Unix socket, step by step, so that something else can happen between two steps.
 * Every read has a deadline; by a Unix socket it is the server's for an idle session.
 */
final class MailSession implements AutoCloseable {

    private static final int TIMEOUT_MS = 30_000;
    private static final Pattern ID = Pattern.compile("\\b[0-9A-Z]{12}\\b");

    private final Closeable socket;
    private final OutputStream out;
    private final BufferedReader in;

    private MailSession(Socket socket) throws IOException {
        this(socket, socket.getInputStream(), socket.getOutputStream());
    }

    private MailSession(Closeable socket, InputStream in, OutputStream out) {
        this.socket = socket;
        this.out = out;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    }

    /** Connected, greeted, and with the EHLO answered. */
    static MailSession open(int port) {
        try {
            return new MailSession(connect(port)).greet("EHLO");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, encrypted by STARTTLS; any certificate is believed. */
    static MailSession encrypted(int port) {
        try {
            Socket socket = connect(port);
            MailSession clear = new MailSession(socket).greet("EHLO");
            clear.expect("220", clear.command("STARTTLS"));
            MailSession session = new MailSession(Crowd.trusting().createSocket(socket, "127.0.0.1", port, true));
            session.expect("250", session.command("EHLO session.test"));
            return session;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        return socket;
    }

    /** The same with LHLO. */
    static MailSession open(Path unixSocket) {
        try {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(unixSocket));
            return new MailSession(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel)).greet("LHLO");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MailSession greet(String verb) {
        expect("220", reply());
        expect("250", command(verb + " session.test"));
        return this;
    }

    /** One message in a session of its own; the reply to it. */
    static String mail(int port, String message) {
        try (MailSession session = open(port)) {
            return session.mail(message);
        }
    }

    /** One message to postmaster@localhost; the reply to it, whatever it is. */
    String mail(String message) {
        return begin().finish(message);
    }

    /** Into the middle of a transaction: what follows is the message. */
    MailSession begin() {
        expect("250", command("MAIL FROM:<sender@session.test>"));
        expect("250", command("RCPT TO:<postmaster@localhost>"));
        expect("354", command("DATA"));
        return this;
    }

    /** The message, or the rest of it, and its end; the reply to it. */
    String finish(String message) {
        say(message);
        return command(".");
    }

    MailSession say(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String command(String line) {
        say(line + "\r\n");
        return reply();
    }

    private String reply() {
        try {
            String line = in.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                line = in.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the server has closed the connection");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void expect(String code, String reply) {
        if (!reply.startsWith(code)) {
            throw new IllegalStateException("expected " + code + ", got " + reply);
        }
    }

    /** The id that a reply to a message names. */
    static String id(String reply) {
        Matcher id = ID.matcher(reply);
        if (!id.find()) {
            throw new IllegalStateException("no id in: " + reply);
        }
        return id.group();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
