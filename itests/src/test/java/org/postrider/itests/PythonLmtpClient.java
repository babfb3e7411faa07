package org.postrider.itests;

import static org.postrider.itests.Letter.SENDER;

import java.util.Map;

/** LMTP of Python's smtplib, to a Unix socket. */
final class PythonLmtpClient implements MailClient {

    @Override
    public String listener() {
        return "socket";
    }

    @Override
    public String toString() {
        return "PYTHON_LMTP";
    }

    @Override
    public Result send(Letter letter) {
        return Programs.run(Distribution.work(), Map.of("LC_ALL", "C.UTF-8"), RealPeer.needed("python3").command("-c", """
                import smtplib, sys
                socket, sender, recipient = sys.argv[1:]
                with smtplib.LMTP(socket) as server:
                    server.sendmail(sender, [recipient], sys.stdin.buffer.read())
                """, letter.socket().toString(), SENDER, letter.recipient()), letter.text());
    }
}
