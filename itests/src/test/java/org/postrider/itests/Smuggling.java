package org.postrider.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One message that holds what lenient servers take for its end and for a second one. */
final class Smuggling {

    /** The list of SMTP-Smuggling-Tools. */
    static final List<String> ENDS = List.of("\n.\n", "\n.\r", "\r.\n", "\r.\r", "\n.\r\n", "\r.\r\n", "\r\n.\n",
            "\r\n.\r", "\r\n.\r\r\n", "\r\r\n.\r\r\n", "\r\n\0.\r\n");

    private final int port;

    Smuggling(int port) {
        this.port = port;
    }

    /**
     * Sends the message once for every octet at which it can be cut in two. The second halves go out when all first
     * halves have, so that the server reads them by themselves.
     *
     * @return of each session, all that was replied to the message and to a QUIT after it
     */
    List<List<String>> cutEverywhere(String end) throws IOException {
        byte[] data = ("Subject: outer\r\n\r\nHi" + end + "MAIL FROM:<e@abuse.test>\r\nRCPT TO:<victim@localhost>\r\n"
                + "DATA\r\nSubject: inner\r\n\r\nEvil\r\n.\r\n").getBytes(StandardCharsets.US_ASCII);
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int cut = 1; cut < data.length; cut++) {
                clients.add(begun().send(Arrays.copyOf(data, cut)));
            }
            for (int cut = 1; cut < data.length; cut++) {
                clients.get(cut - 1).send(Arrays.copyOfRange(data, cut, data.length));
            }
            return replies(clients);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private RawClient begun() throws IOException {
        return RawClient.greeted(port)
                .send("MAIL FROM:<sender@abuse.test>\r\nRCPT TO:<postmaster@localhost>\r\nDATA\r\n")
                .expect("250").expect("250").expect("354");
    }

    private static List<List<String>> replies(List<RawClient> clients) throws IOException {
        List<List<String>> all = new ArrayList<>();
        for (RawClient client : clients) {
            List<String> replies = new ArrayList<>(List.of(code(client.reply())));
            client.say("QUIT").rest().forEach(reply -> replies.add(code(reply)));
            all.add(replies);
        }
        return all;
    }

    private static String code(String reply) {
        return reply.replaceAll("^(\\d{3} \\d\\.\\d+\\.\\d+) .*", "$1");
    }
}
