package org.postrider.smtp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import io.netty.channel.embedded.EmbeddedChannel;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.net.Admission;
import org.postrider.net.Connection;
import org.postrider.net.ConnectionLimits;
import org.postrider.net.Endpoints;
import org.postrider.net.ListenerSettings;
import org.postrider.net.Trust;
import org.postrider.smtp.protocol.SmtpMachine;
import org.postrider.smtp.protocol.Wire;
import org.postrider.testing.config.Configured;

/** Encrypted sessions of clients that log in, in memory, with a clock that a test moves. */
final class LoginDesk implements AutoCloseable {

    static final TlsInfo TLS = new TlsInfo(
            "TLSv1.3", "TLS_AES_256_GCM_SHA384", Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern PLAIN_TEXT = Pattern.compile("\\{([^}]*)}");

    final Server server = new Server();
    final LoginAccounts accounts = new LoginAccounts();
    final Map<String, Object> config = new HashMap<>(Map.of("loginDelay", 0));
    final AtomicLong clock = new AtomicLong();
    final LoginThrottle throttle = new LoginThrottle(clock::get);

    LoginDesk() {
        server.role = "submission";
        server.authenticator = Optional.of(accounts);
        server.mechanisms = List.of(LoginMechanism.LOGIN, LoginMechanism.PLAIN, LoginMechanism.SCRAM);
    }

    /** A client that is connected, and has said nothing. */
    final class Client implements Wire {

        final EmbeddedChannel channel = new EmbeddedChannel();
        final ClientSession session;
        final SmtpMachine machine;
        private final List<Reply> replies = new ArrayList<>();
        private boolean closed;

        Client(String address) {
            channel.freezeTime();
            SessionPolicy policy = SessionPolicy.of(Configured.with(SmtpServerConfiguration.class, config));
            ListenerSettings settings = new ListenerSettings("test", "smtp", server.role,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Trust(List.of(), List.of(), List.of()),
                    ConnectionLimits.defaults());
            session = new ClientSession(new Connection(channel, new Endpoints(socket(address), socket("127.0.0.1")),
                    settings, Admission.ADMITTED), new AtomicLong(), policy.forRole(server.role).limits().ofSession());
            Login login = new Login(session, server, throttle, policy.login(), channel.eventLoop());
            MailDate date = new MailDate();
            SubmissionAgent agent = new SubmissionAgent(session, policy.submitting(),
                    new SenderRights(server, new Report(server, session), Runnable::run),
                    new AccountRates(clock::get), date);
            MailSession mail = new MailSession(session, Admission.ADMITTED, server,
                    new ReceivedField("localhost", date),
                    SessionPolicy.isSubmission(server.role) ? Optional.of(agent) : Optional.empty(), login, Runnable::run);
            machine = new SmtpMachine(policy.forRole(server.role), mail, this, Runnable::run);
        }

        Client encrypted() {
            machine.secured(TLS);
            return greeted();
        }

        Client greeted() {
            machine.open();
            say("EHLO client.example");
            return this;
        }

        /** Says lines, each after the reply to the one before; {text} is written in base64, a zero in it as NUL. */
        Client say(String... lines) {
            for (String line : lines) {
                machine.receive(ByteBuffer.wrap((encoded(line) + "\r\n").getBytes(StandardCharsets.UTF_8)));
                pass(0);
            }
            return this;
        }

        Client pass(long millis) {
            channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
            channel.runPendingTasks();
            channel.runScheduledPendingTasks();
            return this;
        }

        Reply last() {
            return replies.get(replies.size() - 1);
        }

        /** The codes since the last call. */
        List<String> codes() {
            List<String> codes = replies.stream()
                    .map(reply -> reply.code() + reply.enhanced().map(code -> " " + code).orElse("")).toList();
            replies.clear();
            return codes;
        }

        /** The replies since the last call, as they are logged. */
        List<String> texts() {
            List<String> texts = replies.stream().map(Reply::toString).toList();
            replies.clear();
            return texts;
        }

        boolean isClosed() {
            return closed;
        }

        @Override
        public void send(Reply reply) {
            replies.add(reply);
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public void resume() {
            // nothing is ever left
        }
    }

    Client client() {
        return client("192.0.2.1");
    }

    /** One that is encrypted and has said EHLO. */
    Client client(String address) {
        Client client = new Client(address).encrypted();
        client.codes();
        return client;
    }

    static String encoded(String line) {
        return PLAIN_TEXT.matcher(line).replaceAll(text -> Base64.getEncoder().encodeToString(
                text.group(1).replace('0', '\0').getBytes(StandardCharsets.UTF_8)));
    }

    private static InetSocketAddress socket(String address) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), 25);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
