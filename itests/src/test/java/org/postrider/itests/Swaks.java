package org.postrider.itests;

import static org.postrider.itests.Letter.SENDER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ways in which swaks reaches a server. */
enum Swaks implements MailClient {

    PLAIN("submission", "--tls", "--auth", "PLAIN"),
    LOGIN("submission", "--tls", "--auth", "LOGIN"),
    SMTPS("submissions", "--tls-on-connect", "--auth", "PLAIN"),
    TLS("mx", "--tls"),
    LMTP("store", "--protocol", "LMTP"),
    LMTP_SOCKET("socket", "--protocol", "LMTP"),
    XCLIENT("spokesmen", "--xclient-addr", "198.51.100.7", "--xclient-name", "other.test"),
    PROXY("proxied", "--proxy-version", "2", "--proxy-family", "AF_INET", "--proxy-protocol", "STREAM", "--proxy-command",
            "PROXY", "--proxy-source", "198.51.100.7", "--proxy-source-port", "4321", "--proxy-dest", "198.51.100.1",
            "--proxy-dest-port", "25");

    private final String listener;
    private final List<String> options;

    Swaks(String listener, String... options) {
        this.listener = listener;
        this.options = List.of(options);
    }

    @Override
    public String listener() {
        return listener;
    }

    @Override
    public List<Integer> failures() {
        return List.of(28, 24, 26);
    }

    boolean logsIn() {
        return options.contains("--auth");
    }

    @Override
    public Result send(Letter letter) {
        List<String> all = new ArrayList<>(List.of("--helo", "client.test", "--timeout", "60", "--from", SENDER, "--to", letter.recipient(), "--data", "-"));
        all.addAll(options);
        all.addAll(this == LMTP_SOCKET ? List.of("--socket", letter.socket().toString())
                : List.of("--server", "127.0.0.1", "--port", "" + letter.port()));
        if (logsIn()) {
            all.addAll(List.of("--auth-user", SENDER, "--auth-password", letter.password()));
        }
        String text = letter.text();
        return Programs.run(Distribution.work(), Map.of(), RealPeer.needed("swaks").command(all.toArray(String[]::new)),
                text.substring(0, text.length() - 2)); // it ends the last line itself
    }
}
