package org.postrider.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One session of valid commands and mutated ones, in pieces of any size, all of it decided by a seed. */
final class Fuzz {

    private static final int PAUSE_MS = 5; // commands that come before their turn end a session too soon
    private static final List<String> LINES = List.of("EHLO fuzz.test\r\n", "HELO fuzz.test\r\n",
            "MAIL FROM:<fuzz@abuse.test>\r\n", "MAIL FROM:<> SIZE=1000 BODY=8BITMIME SMTPUTF8\r\n",
            "RCPT TO:<postmaster@localhost>\r\n", "RCPT TO:<\"a b\"@[IPv6:::1]>\r\n", "RCPT TO:<@a,@b:c@localhost>\r\n",
            "DATA\r\n", "Subject: fuzz\r\nReceived: x\r\n\r\nHi\r\n..\r\n.\r\n", "\r\n.\r\n", "RSET\r\n", "NOOP x\r\n",
            "VRFY postmaster\r\n", "EXPN x\r\n", "HELP\r\n", "BDAT 10 LAST\r\n", "STARTTLS\r\n",
            "AUTH PLAIN AGEAYg==\r\n", "ETRN x\r\n", "QUIT\r\n", "\r\n", "\n", "\r", "\0");
    private static final List<String> OPENING = List.of(
            "EHLO fuzz.test\r\n", "MAIL FROM:<fuzz@abuse.test>\r\n", "RCPT TO:<postmaster@localhost>\r\n", "DATA\r\n");

    private final Random random;

    Fuzz(long seed) {
        random = new Random(seed);
    }

    /** Runs the session until the server has ended it. */
    void run(int port) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.expect("220");
            for (String line : OPENING.subList(0, random.nextInt(OPENING.size() + 1))) {
                talk(client, line.getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = random.nextInt(8); i >= 0; i--) {
                byte[] line = LINES.get(random.nextInt(LINES.size())).getBytes(StandardCharsets.US_ASCII);
                talk(client, random.nextInt(3) == 0 ? line : mutated(line));
            }
            client.end().rest();
        }
    }

    private void talk(RawClient client, byte[] octets) throws IOException {
        int cut = random.nextInt(4) == 0 ? random.nextInt(octets.length + 1) : 0;
        client.send(Arrays.copyOf(octets, cut));
        client.send(Arrays.copyOfRange(octets, cut, octets.length));
        if (client.hears(PAUSE_MS)) {
            client.reply();
        }
    }

    private byte[] mutated(byte[] octets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte octet : octets) {
            switch (random.nextInt(24)) {
                case 0 -> out.write(random.nextInt(256));
                case 1 -> out.writeBytes(noise(random.nextInt(20)));
                case 2 -> { } // left out
                case 3 -> out.writeBytes(new byte[] {octet, octet});
                default -> out.write(octet);
            }
        }
        if (random.nextInt(20) == 0) {
            out.writeBytes(noise(random.nextInt(70_000)));
        }
        return out.toByteArray();
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }
}
