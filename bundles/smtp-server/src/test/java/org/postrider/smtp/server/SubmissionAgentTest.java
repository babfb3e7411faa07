package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.message.Address;
import org.postrider.mime.HeaderBlock;
import org.postrider.net.Admission;
import org.postrider.net.Connection;
import org.postrider.net.ConnectionLimits;
import org.postrider.net.Endpoints;
import org.postrider.net.ListenerSettings;
import org.postrider.net.Trust;
import org.postrider.smtp.protocol.SmtpLimits;

/** Bar A7: who has logged in sends as nobody else, and not without end. */
class SubmissionAgentTest {

    private static final Address ANN = Address.parse("ann@example.org");
    private static final InetSocketAddress ANYWHERE = new InetSocketAddress("192.0.2.1", 4711);

    private final Server server = new Server();
    private final AtomicLong time = new AtomicLong();
    private final AccountRates rates = new AccountRates(time::get);
    private final ClientSession session = new ClientSession(new Connection(new EmbeddedChannel(),
            new Endpoints(ANYWHERE, ANYWHERE), new ListenerSettings("s", "smtp", "submission", ANYWHERE, Trust.NOBODY,
                    ConnectionLimits.defaults()), Admission.ADMITTED), new AtomicLong(), SmtpLimits.defaults().ofSession());

    @AfterEach
    void stop() {
        server.close();
    }

    private SubmissionAgent agent(SenderPolicy policy) {
        server.directory.account("ann@example.org").account("bob@example.org")
                .alias("info@example.org", "ann@example.org", "bob@example.org").alias("bobby@example.org", "bob@example.org");
        session.loggedIn(ANN);
        return unknown(policy);
    }

    private SubmissionAgent unknown(SenderPolicy policy) {
        return new SubmissionAgent(session, new SubmissionPolicy("mx.example.org", policy, 3),
                new SenderRights(server, new Report(server, session), Runnable::run), rates, new MailDate());
    }

    private static String sender(SubmissionAgent agent, String address) {
        return code(agent.refusal(address == null ? Optional.empty() : Optional.of(Address.parse(address))));
    }

    private static String header(SubmissionAgent agent, String fields) throws Exception {
        return code(agent.refusal(SubmittedHeader.of(HeaderBlock.read(new ByteArrayInputStream(
                (fields.replace("/", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.UTF_8))))));
    }

    private static String code(CompletableFuture<Optional<org.postrider.api.smtp.Reply>> refusal) {
        return refusal.join().map(reply -> reply.code() + " " + reply.enhanced().orElseThrow()).orElse("welcome");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            ann@example.org,   welcome
            none,              welcome
            info@example.org,  welcome
            bob@example.org,   553 5.7.1
            bobby@example.org, 553 5.7.1
            nobody@example.org,553 5.7.1
            ann@elsewhere.org, 553 5.7.1
            """)
    void theEnvelopeHasOwnAddresses(String sender, String reply) {
        assertThat(sender(agent(SenderPolicy.STRICT), sender)).isEqualTo(reply);
        assertThat(sender(agent(SenderPolicy.ENVELOPE), sender)).isEqualTo(reply);
        assertThat(sender(agent(SenderPolicy.OFF), sender)).isEqualTo("welcome");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'Subject: no author',                                          welcome
            'From: "Bob <bob@example.org>" <ann@example.org>',             welcome
            'From: info@example.org/Sender: ann@example.org',              welcome
            'From: Ann <bob@example.org>',                                 550 5.7.1
            'From: ann@example.org, bob@example.org',                      550 5.7.1
            'From: ann@example.org/Sender: bob@example.org',               550 5.7.1
            'From: ann@example.org(bob@example.org)',                      welcome
            """)
    void theHeaderHasOwnAddresses(String fields, String reply) throws Exception {
        assertThat(header(agent(SenderPolicy.STRICT), fields)).isEqualTo(reply);
        assertThat(header(agent(SenderPolicy.ENVELOPE), fields)).isEqualTo("welcome");
        assertThat(header(agent(SenderPolicy.OFF), fields)).isEqualTo("welcome");
    }

    @Test
    void whoSendsAsSomebodyElseWhereThatIsAllowedIsNamed() throws Exception {
        SubmissionAgent agent = agent(SenderPolicy.OFF);
        MailTransaction transaction = new MailTransaction(server.spool.nextId(), session,
                new org.postrider.smtp.protocol.MailCommand(Optional.empty(), java.util.Map.of()), Findings.NONE);
        HeaderBlock block = HeaderBlock.read(new ByteArrayInputStream(
                "From: bob@example.org\r\nDate: x\r\nMessage-ID: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        assertThat(new String(block.edited(agent.completion(SubmittedHeader.of(block), transaction)),
                StandardCharsets.US_ASCII)).startsWith("Sender: ann@example.org\r\nFrom: bob");
    }

    @Test
    void whoIsNotKnownLogsInFirst() {
        assertThat(sender(unknown(SenderPolicy.OFF), "ann@example.org")).isEqualTo("530 5.7.0");
    }

    @Test
    void aDirectoryThatFailsRefusesForNow() {
        SubmissionAgent agent = agent(SenderPolicy.STRICT);
        server.directory.answerWith(CompletableFuture.failedFuture(new IllegalStateException("LDAP is down")));
        assertThat(sender(agent, "info@example.org")).isEqualTo("451 4.3.0");
        server.directoryNow = Optional.empty();
        assertThat(sender(agent, "info@example.org")).isEqualTo("451 4.3.2");
    }

    @Test
    void anAccountHasSoManyMessagesAnHour() {
        SubmissionAgent agent = agent(SenderPolicy.STRICT);
        for (int i = 0; i < 3; i++) {
            assertThat(sender(agent, "ann@example.org")).isEqualTo("welcome");
            agent.accepted();
        }
        assertThat(sender(agent, "ann@example.org")).isEqualTo("451 4.7.1");
        time.addAndGet(Duration.ofMinutes(19).toNanos());
        assertThat(sender(agent, "ann@example.org")).isEqualTo("451 4.7.1");
        time.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(sender(agent, "ann@example.org")).isEqualTo("welcome");
        agent.accepted();
        assertThat(sender(agent, "ann@example.org")).isEqualTo("451 4.7.1");
        time.addAndGet(Duration.ofDays(10).toNanos());
        for (Address other : List.of(ANN, Address.parse("bob@example.org"))) {
            assertThat(rates.hasLeft(other, 3)).isTrue();
        }
    }
}
