package org.postrider.itests;

import static org.awaitility.Awaitility.await;
import static org.postrider.itests.Letter.SENDER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Postfix instance of its own that passes all mail on to the server. It listens nowhere: mail comes
 * to it by its sendmail command. A relay tells what became of a message in its log.
 */
final class PostfixClient implements MailClient, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern STATUS = Pattern.compile("(dsn=[0-9.]+), status=(\\w+) (\\(.*\\))");
    private static final String MASTER = """
            postlog   unix-dgram n  -  n  -  1  postlogd
            pickup    unix  n  -  n  1  1  pickup
            cleanup   unix  n  -  n  -  0  cleanup
            qmgr      unix  n  -  n  300  1  qmgr
            tlsmgr    unix  -  -  n  1000?  1  tlsmgr
            rewrite   unix  -  -  n  -  -  trivial-rewrite
            bounce    unix  -  -  n  -  0  bounce
            defer     unix  -  -  n  -  0  bounce
            smtp      unix  -  -  n  -  -  smtp
            lmtp      unix  -  -  n  -  -  lmtp
            """;

    /** How it reaches the server. */
    enum Route {

        /** As a relay, with TLS and a login. */
        SUBMISSION("submission") {
            @Override
            String settings(Letter letter) {
                return """
                        relayhost = [127.0.0.1]:%1$d
                        smtp_tls_security_level = encrypt
                        smtp_sasl_auth_enable = yes
                        smtp_sasl_security_options = noanonymous
                        smtp_sasl_password_maps = inline:{{[127.0.0.1]:%1$d=%2$s:%3$s}}
                        """.formatted(letter.port(), SENDER, letter.password());
            }
        },
        /** As a front end of the mailboxes. */
        LMTP_SOCKET("socket") {
            @Override
            String settings(Letter letter) {
                return "default_transport = lmtp:unix:" + letter.socket() + "\n";
            }
        };

        private final String listener;

        Route(String listener) {
            this.listener = listener;
        }

        abstract String settings(Letter letter);
    }

    private final Path root = Distribution.work().resolve("postfix");
    private final Path configuration = root.resolve("etc");
    private final Path log = root.resolve("mail.log");
    private final Route route;
    private boolean running;

    PostfixClient(Route route) {
        this.route = route;
    }

    @Override
    public String listener() {
        return route.listener;
    }

    @Override
    public String toString() {
        return "Postfix by " + route;
    }

    @Override
    public Result send(Letter letter) {
        RealPeer postfix = RealPeer.neededByRoot("postfix");
        close();
        prepare(letter);
        postfix.run("-c", configuration.toString(), "start").good();
        running = true;
        Programs.run(Distribution.work(), Map.of(), RealPeer.needed("sendmail").command(
                "-C", configuration.toString(), "-i", "-f", SENDER, letter.recipient()), letter.text()).good();
        await().atMost(PATIENCE).until(() -> status().isPresent());
        MatchResult status = status().orElseThrow();
        return new Result(status.group(2).equals("sent") ? 0 : 1, status.group());
    }

    /** What the log says first of the message; what follows is about its bounce. */
    private Optional<MatchResult> status() {
        Matcher matcher = STATUS.matcher(log());
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    private String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare(Letter letter) {
        try {
            Directories.delete(root);
            Files.createDirectories(root.resolve("data"));
            Files.createDirectories(root.resolve("queue"));
            Files.createDirectories(configuration);
            Programs.run(root, Map.of(), List.of("chown", "postfix", root.resolve("data").toString())).good();
            Files.writeString(configuration.resolve("master.cf"), MASTER);
            Files.writeString(configuration.resolve("main.cf"), main(letter));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String main(Letter letter) {
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file = %1$s/mail.log
                maillog_file_prefixes = %1$s
                myhostname = postfix.client.test
                mydestination =
                inet_interfaces = loopback-only
                inet_protocols = ipv4
                alias_maps =
                message_size_limit = 0
                """.formatted(root) + route.settings(letter);
    }

    @Override
    public void close() {
        if (running) {
            running = false;
            RealPeer.needed("postfix").run("-c", configuration.toString(), "stop").good();
        }
    }
}
