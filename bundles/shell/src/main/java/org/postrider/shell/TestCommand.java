package org.postrider.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.postrider.api.directory.Account;
import org.postrider.api.directory.Directory;
import org.postrider.api.message.Address;
import org.postrider.api.message.MessageId;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.api.smtp.Listeners;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Traces;

@Service
@Command(scope = "mail", name = "test",
        description = "Sends a message the whole way, from the port to the mailbox, and tells how it went")
public final class TestCommand extends MailCommand {

    @Option(name = "--to", description = "Who gets it; the first account if nobody is named")
    @Completion(AccountCompleter.class)
    String to;

    @Option(name = "--timeout", aliases = "-t", description = "Seconds until it must have arrived",
            valueToShowInHelp = "10")
    int timeout = 10;

    private PrintStream out;
    private long start;

    @Override
    void run(Services services, PrintStream console) throws Exception {
        out = console;
        Duration time = Duration.ofSeconds(checked(timeout));
        InetSocketAddress server = address(listener(services.get(Listeners.class)));
        Traces traces = services.get(Traces.class);
        Address recipient = to == null ? someAccount(services.get(Directory.class)) : Address.parse(to);
        start = System.nanoTime();
        String accepted = send(server, recipient, time);
        DeliveryWatch watch = new DeliveryWatch(traces, ids(accepted));
        finish(watch.await(time.minusNanos(System.nanoTime() - start), this::tell), recipient);
    }

    private static int checked(int seconds) {
        if (seconds < 1 || seconds > 3_600) {
            throw new IllegalArgumentException("--timeout is 1 to 3600 seconds, not " + seconds);
        }
        return seconds;
    }

    private static ListenerInfo listener(Listeners listeners) throws CommandException {
        return listeners.list().stream()
                .filter(it -> it.role().equals("mx") && !it.isUnixSocket() && it.state() == ListenerInfo.State.OPEN)
                .findFirst()
                .orElseThrow(() -> Failure.of("No listener of the role mx is open on a port;"
                        + " see mail:listeners and mail:doctor."));
    }

    private static InetSocketAddress address(ListenerInfo listener) throws IOException {
        InetAddress bound = InetAddress.getByName(listener.address());
        return new InetSocketAddress(
                bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound, listener.port());
    }

    /** Preferably a postmaster: whoever else there is did not ask for a test. */
    private static Address someAccount(Directory directory) throws CommandException {
        return directory.domains().stream()
                .flatMap(it -> directory.accounts(it.domain()).stream())
                .filter(Account::enabled).map(Account::address)
                .min(Comparator.comparing(it -> !it.localPart().equalsIgnoreCase("postmaster")))
                .orElseThrow(() -> Failure.of("There is no account to send to. mail:account-add makes one,"
                        + " or name an address with --to."));
    }

    private String send(InetSocketAddress server, Address recipient, Duration time)
            throws IOException, CommandException {
        try (SmtpDialogue smtp = new SmtpDialogue(time)) {
            tell("connect " + server.getAddress().getHostAddress() + " port " + server.getPort(), smtp.connect(server));
            say(smtp, "EHLO localhost");
            boolean ascii = recipient.toString().chars().allMatch(c -> c < 0x80);
            say(smtp, "MAIL FROM:<>" + (ascii ? "" : " SMTPUTF8")); // no sender: a failure is reported to nobody
            say(smtp, "RCPT TO:<" + recipient + ">");
            say(smtp, "DATA");
            SmtpDialogue.Answer accepted = smtp.send(TestMessage.to(recipient, ZonedDateTime.now()) + "\r\n.");
            tell("message", accepted);
            smtp.send("QUIT");
            return accepted.text();
        }
    }

    private void say(SmtpDialogue smtp, String line) throws IOException, CommandException {
        tell(line, smtp.send(line));
    }

    private void tell(String what, SmtpDialogue.Answer answer) throws CommandException {
        print(what, answer.toString());
        if (!answer.isPositive()) {
            throw Failure.of("The server did not take the message: " + answer);
        }
    }

    private void tell(Step step) {
        print(step.stage() + " " + step.actor(), step.result());
    }

    private void print(String what, String result) {
        Duration since = Duration.ofNanos(System.nanoTime() - start);
        out.printf("%11s  %-34s %s%n", Figures.millis(since), Printable.text(what), Printable.text(result));
    }

    /** Words of the reply that may be the id; which of them is, the traces know. */
    private static List<MessageId> ids(String reply) {
        List<MessageId> ids = new ArrayList<>();
        for (String word : reply.split("[^0-9A-Za-z]+")) {
            try {
                ids.add(MessageId.parse(word));
            } catch (IllegalArgumentException e) {
                continue; // an ordinary word
            }
        }
        return ids;
    }

    private void finish(Optional<Step> end, Address recipient) throws CommandException {
        Step delivery = end.orElseThrow(() -> Failure.of("Not delivered within " + timeout
                + " s. It was accepted: mail:queue and mail:trace show where it is."));
        if (!DeliveryWatch.hasArrived(delivery)) {
            throw Failure.of("Not delivered: " + delivery.result());
        }
        out.println(Printable.text("Delivered to " + recipient + " in "
                + Figures.millis(Duration.ofNanos(System.nanoTime() - start)) + "."));
    }
}
