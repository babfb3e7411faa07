package org.postrider.testing.sink;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One session of a {@link SmtpSink}. Only {@code CRLF.CRLF} ends a message. */
final class SinkSession {
    private static final String END = "\r\n.\r\n";

    private final SmtpSink sink;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final List<String> recipients = new ArrayList<>();
    private final Misbehaviour how;
    private String mail = "";

    SinkSession(SmtpSink sink, Socket socket) throws IOException {
        this.sink = sink;
        this.socket = socket;
        this.how = sink.misbehaviour();
        if (how == Misbehaviour.STOP_READING) {
            socket.setReceiveBufferSize(4_096);
        }
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
    }

    void run() throws IOException, InterruptedException {
        if (how == Misbehaviour.HANG_UP || !greet()) {
            return;
        }
        String command = line();
        while (command != null) {
            sink.heard(command);
            if (!answer(command)) {
                return;
            }
            command = line();
        }
    }

    private boolean greet() throws IOException, InterruptedException {
        switch (how) {
            case NO_BANNER:
                in.transferTo(OutputStream.nullOutputStream());
                return false;
            case GARBAGE:
                send("\u0016\u0003\u0001\u0002\u0000 not SMTP at all\r\n");
                return true;
            default:
                reply("CONNECT", "220 sink.test ESMTP");
        }
        if (how == Misbehaviour.HALF_CLOSE) {
            socket.shutdownOutput();
        }
        return true;
    }

    /** True if the session goes on. */
    private boolean answer(String command) throws IOException, InterruptedException {
        String verb = command.split(" ", 2)[0];
        switch (verb) {
            case "EHLO":
                return ehlo(command);
            case "MAIL":
                return mail(command);
            case "RCPT":
                return rcpt(command);
            case "DATA":
                return data();
            case "QUIT":
                reply(command, "221 2.0.0 Bye");
                return false;
            default:
                reply(command, "250 2.0.0 Ok");
                return true;
        }
    }

    private boolean ehlo(String command) throws IOException, InterruptedException {
        if (how == Misbehaviour.ENDLESS_LINES) {
            while (!socket.isClosed()) {
                send("250-and so on\r\n");
            }
        }
        StringBuilder usual = new StringBuilder("250-sink.test");
        sink.offered().forEach(e -> usual.append("\r\n250-").append(e));
        reply(command, usual.append("\r\n250 HELP").toString());
        return true;
    }

    private boolean mail(String command) throws IOException, InterruptedException {
        if (how == Misbehaviour.HUGE_LINE) {
            send("250 ");
            String much = "x".repeat(65_536);
            while (!socket.isClosed()) {
                send(much);
            }
        }
        mail = command;
        recipients.clear();
        reply(command, "250 2.1.0 Ok");
        return true;
    }

    private boolean rcpt(String command) throws IOException, InterruptedException {
        if (how == Misbehaviour.LEAVE_MIDWAY) {
            send("421 4.3.2 Going down\r\n");
            return false;
        }
        if (reply(command, "250 2.1.5 Ok").startsWith("2")) {
            recipients.add(command);
        }
        return true;
    }

    private boolean data() throws IOException, InterruptedException {
        if (!reply("DATA", "354 Go on").startsWith("354")) {
            return true;
        }
        if (how == Misbehaviour.STOP_READING) {
            Thread.sleep(60_000);
            return false;
        }
        StringBuilder raw = new StringBuilder("\r\n");
        while (raw.length() < END.length() || !raw.substring(raw.length() - END.length()).equals(END)) {
            int octet = in.read();
            if (octet < 0) {
                return false;
            }
            raw.append((char) octet);
        }
        Received message = new Received(mail, recipients, raw.substring(2));
        return end(message);
    }

    private boolean end(Received message) throws IOException, InterruptedException {
        if (recipients.isEmpty()) {
            reply(".", "554 5.5.1 No valid recipients");
            return true;
        }
        if (how == Misbehaviour.CLOSE_AFTER_DOT || how == Misbehaviour.SILENT_AFTER_DOT) {
            sink.took(message);
            if (how == Misbehaviour.SILENT_AFTER_DOT) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return false;
        }
        if (sink.replyTo(".", "250").startsWith("2")) {
            sink.took(message);
        }
        reply(".", "250 2.0.0 Taken");
        return true;
    }

    private String reply(String command, String usual) throws IOException, InterruptedException {
        String reply = sink.replyTo(command, usual);
        send((how == Misbehaviour.CONTROL_CHARACTERS ? reply + "\0\u001b[2J\u0007" : reply) + "\r\n");
        return reply;
    }

    private void send(String text) throws IOException, InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (how != Misbehaviour.DRIP) {
            out.write(bytes);
            return;
        }
        for (byte b : bytes) {
            out.write(b);
            Thread.sleep(sink.dripPause().toMillis());
        }
    }

    /** A command without its CRLF, or null at the end. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.append((char) octet);
            int end = line.length() - 2;
            if (end >= 0 && line.charAt(end) == '\r' && line.charAt(end + 1) == '\n') {
                return line.substring(0, end);
            }
        }
        return null;
    }
}
