package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.EnhancedCode;
import org.postrider.api.smtp.Reply;
import org.postrider.mime.DeliveryReport;
import org.postrider.mime.ParsedMessage;
import org.postrider.mime.RecipientReport;
import org.postrider.mime.ReportAction;
import org.postrider.smtp.protocol.Answer;
import org.postrider.smtp.protocol.BareLineFeed;
import org.postrider.smtp.protocol.Extensions;
import org.postrider.smtp.protocol.MailCommand;
import org.postrider.smtp.protocol.ReplyEncoder;
import org.postrider.smtp.protocol.SmtpBackend;
import org.postrider.smtp.protocol.SmtpLimits;
import org.postrider.smtp.protocol.SmtpMachine;
import org.postrider.smtp.protocol.SmtpSettings;
import org.postrider.smtp.protocol.Wire;
import org.postrider.smtp.protocol.client.Capabilities;
import org.postrider.smtp.protocol.client.ClientCommand;

/** Whatever a client writes into a parameter: what is taken of it changes no reply, command or report downstream. */
class ParameterInjectionTest {

    private static final int CASES = 10_000;
    private static final String[] PIECES = {"a", "+0A", "+0D+0A", "+00", "\r", "\n", "\0", "+2B", "+", "=", ",", ";",
        "rfc822;", "utf-8;", "NEVER", "SUCCESS", "FULL", "\u0085", "\u2028", "\u00e9", "<", ">", "\\x{A}", "--=_report",
        "Status:+202.0.0", "\r\nRSET\r\n", "\r\nStatus: 2.0.0"};
    private static final Capabilities ALL = new Capabilities(Map.of("DSN", "", "SMTPUTF8", ""));
    private static final Address BOB = Address.parse("bob@example.net");

    private final DeliveryReport reports = new DeliveryReport(new Domain("mx.example.org"), Clock.systemUTC());
    private final List<Reply> replies = new ArrayList<>();
    private MailCommand mail;
    private Recipient recipient;
    private int taken;

    @Test
    void noParameterChangesWhatComesAfterIt() throws IOException {
        Random random = new Random(3461);
        for (int run = 0; run < CASES; run++) {
            mail = null;
            recipient = null;
            boolean utf8 = random.nextBoolean();
            say("MAIL FROM:<a@b.test> RET=" + any(random, "FULL") + " ENVID=" + any(random, "id")
                    + (utf8 ? " SMTPUTF8" : ""),
                    "RCPT TO:<bob@example.net> NOTIFY=" + any(random, "SUCCESS") + " ORCPT=" + any(random, "rfc822;b"));
            for (Reply reply : replies) {
                assertThat(new String(ReplyEncoder.encode(reply), StandardCharsets.US_ASCII))
                        .matches("(\\d{3}[ -][ -~]+\r\n)+");
            }
            if (recipient != null) {
                taken++;
                check();
            }
        }
        assertThat(taken).as("values that are harmless").isBetween(CASES / 50, CASES / 2);
        System.out.println("P8: " + CASES + " envelopes, " + taken + " taken, none changed a reply, command or report");
    }

    private static String any(Random random, String harmless) {
        StringBuilder text = new StringBuilder(random.nextInt(3) > 0 ? harmless : "");
        for (int i = random.nextInt(3) * random.nextInt(2); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.isEmpty() ? harmless : text.toString();
    }

    private void say(String from, String to) {
        replies.clear();
        SmtpMachine machine = new SmtpMachine(new SmtpSettings("mx.test", BOB, BareLineFeed.NORMALIZE,
                SmtpLimits.defaults()), backend(), wire(), Runnable::run);
        machine.open();
        for (String line : List.of("EHLO c", from, to)) {
            machine.receive(ByteBuffer.wrap((line + "\r\n").getBytes(StandardCharsets.UTF_8)));
        }
    }

    private SmtpBackend backend() {
        return (SmtpBackend) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {SmtpBackend.class},
                (proxy, method, args) -> {
                    if (method.getName().equals("mail")) {
                        mail = (MailCommand) args[0];
                    } else if (method.getName().equals("recipient")) {
                        recipient = (Recipient) args[0];
                    }
                    return method.getReturnType() == boolean.class ? true
                            : method.getReturnType() == void.class ? null
                            : method.getReturnType() == Extensions.class ? Extensions.NONE
                            : CompletableFuture.completedFuture(Answer.yes());
                });
    }

    private Wire wire() {
        return new Wire() {
            @Override
            public void send(Reply reply) {
                replies.add(reply);
            }

            @Override
            public void close() {}

            @Override
            public void resume() {}
        };
    }

    private void check() throws IOException {
        Envelope envelope = new Envelope(mail.sender(), List.of(recipient), mail.parameters());
        assertThat(text(ClientCommand.mail(envelope, 5, ALL, true)))
                .matches("MAIL FROM:<a@b.test> SMTPUTF8 RET=(?i:FULL|HDRS)( ENVID=[!-<>-~]{1,100})?\r\n");
        assertThat(text(ClientCommand.rcpt(recipient, ALL)))
                .matches("RCPT TO:<bob@example.net> NOTIFY=[A-Za-z,]{5,28}( ORCPT=[!-<>-~]{3,500})?\r\n");
        QueuedMessage about = QueuedMessage.fresh(new MessageId(815), envelope, 8, Instant.EPOCH, Optional.empty());
        byte[] report = reports.compose(new MessageId(4711), about,
                new ParsedMessage(8, () -> new ByteArrayInputStream("A: b\r\n\r\n".getBytes(StandardCharsets.US_ASCII))),
                List.of(new RecipientReport(recipient, ReportAction.FAILED, EnhancedCode.parse("5.1.1"), "550 no")));
        List<String> lines = text(report).lines().toList();
        assertThat(lines.stream().filter(l -> l.startsWith("Status:"))).containsExactly("Status: 5.1.1");
        assertThat(lines.stream().filter(l -> l.startsWith("--")).distinct()).hasSize(2);
        assertThat(lines).allMatch(l -> l.matches("[ -~\t]*"));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
