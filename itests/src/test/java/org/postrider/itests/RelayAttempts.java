package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The ways in which an open relay is looked for, those of nmap's smtp-open-relay.nse among them. {@code ours.test} is
 * a domain of ours with a postmaster, {@code elsewhere.test} is not; {@code localhost} is what the server calls itself.
 */
final class RelayAttempts {

    static final List<String> SENDERS = List.of(
            "<>", "<x@elsewhere.test>", "<x@ours.test>", "<x@localhost>", "<x@[127.0.0.1]>");

    static final List<String> RECIPIENTS = List.of(
            "<joe@elsewhere.test>", "<joe%elsewhere.test@[127.0.0.1]>", "<joe%elsewhere.test@localhost>",
            "<\"joe@elsewhere.test\">", "<\"joe%elsewhere.test\">", "<joe@elsewhere.test@[127.0.0.1]>",
            "<\"joe@elsewhere.test\"@[127.0.0.1]>", "<joe@elsewhere.test@localhost>",
            "<@[127.0.0.1]:joe@elsewhere.test>", "<@localhost:joe@elsewhere.test>", "<elsewhere.test!joe>",
            "<elsewhere.test!joe@[127.0.0.1]>", "<elsewhere.test!joe@localhost>",
            "<joe%elsewhere.test@ours.test>", "<\"joe@elsewhere.test\"@ours.test>", "<joe@elsewhere.test@ours.test>",
            "<elsewhere.test!joe@ours.test>", "<@ours.test:joe@elsewhere.test>",
            "<@ours.test,@localhost:joe@elsewhere.test>", "<joe@elsewhere.test.>", "<postmaster@elsewhere.test.>",
            "<joe@[192.0.2.1]>", "<joe@[IPv6:2001:db8::1]>", "joe@elsewhere.test", "< joe@elsewhere.test >",
            " <joe@elsewhere.test>", "<joe@elsewhere.test\0@ours.test>", "<joe@elsewhere.test%00@ours.test>",
            "<joe@ours.test%00.elsewhere.test>", "<postmaster@οurs.test>", // a Greek omicron
            "<postmaster@sub.ours.test>", "<postmaster@notours.test>", "<postmaster@ours.test.elsewhere.test>",
            "<postmaster@ours.test@elsewhere.test>", "<\"postmaster@ours.test>\"@elsewhere.test>",
            "<postmaster@ours.test>,<joe@elsewhere.test>", "<postmaster@ours.test,joe@elsewhere.test>");

    /** Of a domain that takes mail for any name: taken, for here and nowhere else. */
    static final List<String> CAUGHT = List.of(
            "<joe%elsewhere.test@caught.test>", "<\"joe@elsewhere.test\"@caught.test>",
            "<elsewhere.test!joe@caught.test>", "<@elsewhere.test:joe@caught.test>");

    private final int port;
    private final String greeting;

    RelayAttempts(int port) {
        this(port, "EHLO");
    }

    /** @param greeting EHLO or LHLO */
    RelayAttempts(int port, String greeting) {
        this.port = port;
        this.greeting = greeting;
    }

    /** Tries to send to each of them from each kind of sender; returns the forms that were taken. */
    List<String> taken(List<String> recipients) throws InterruptedException {
        List<Callable<String>> attempts = new ArrayList<>();
        SENDERS.forEach(sender -> recipients.forEach(to -> attempts.add(() -> attempt(sender, to))));
        List<String> taken = Parallel.run(8, attempts.stream()).stream().filter(form -> !form.isEmpty()).toList();
        System.out.printf("relay: refused %d of %d%n", attempts.size() - taken.size(), attempts.size());
        return taken;
    }

    /** What was taken; empty if it was refused. */
    private String attempt(String sender, String recipient) throws IOException {
        try (RawClient client = RawClient.greeted(port, greeting)) {
            client.ask("MAIL FROM:" + sender + " SMTPUTF8");
            boolean taken = client.ask("RCPT TO:" + recipient).startsWith("2");
            assertThat(client.ask("DATA")).startsWith(taken ? "354" : "5");
            return taken ? recipient + " " + client.send("Subject: relay\r\n\r\nx\r\n.\r\n").reply() : "";
        }
    }
}
