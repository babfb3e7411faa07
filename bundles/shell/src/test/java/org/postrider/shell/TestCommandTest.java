package org.postrider.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postrider.api.directory.Directory;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.api.smtp.Listeners;
import org.postrider.api.trace.Traces;
import org.postrider.testing.admin.EditedDirectory;
import org.postrider.testing.admin.ListedTraces;
import org.postrider.testing.admin.SampleMail;

@Timeout(20)
class TestCommandTest {

    private static final String ACCEPTED = "250 2.0.0 accepted as 19";

    private final ListedTraces traces = new ListedTraces();
    private final EditedDirectory directory = new EditedDirectory();
    private ServerSocket port;
    private Platform platform;

    @BeforeEach
    void open() throws IOException {
        directory.addDomain(new Domain("example.org"));
        directory.addAccount(Address.parse("joe@example.org"), new char[0]);
        port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Listeners listeners = () -> List.of(new ListenerInfo("mx", "mx", "smtp", "0.0.0.0", port.getLocalPort(),
                ListenerInfo.State.OPEN, "", 0, 0, 0, List.of("1.0.0"), "off"));
        platform = new Platform().with(Listeners.class, listeners).with(Directory.class, directory)
                .with(Traces.class, traces);
    }

    @AfterEach
    void close() throws IOException {
        port.close();
    }

    @Test
    void aMessageArrives() throws Exception {
        CompletableFuture<List<String>> heard = serve("250 2.1.5 ok", ACCEPTED);
        traces.keep(SampleMail.delivered(SampleMail.trace(41, "accepted"), "delivered to <joe@example.org>"));
        String out = platform.run(new TestCommand());
        assertThat(heard.get(5, TimeUnit.SECONDS)).startsWith("EHLO localhost", "MAIL FROM:<>",
                "RCPT TO:<joe@example.org>", "DATA").contains("To: <joe@example.org>", "Auto-Submitted: auto-generated")
                .endsWith(".", "QUIT");
        assertThat(out.lines().map(line -> line.replaceAll(" +", " ").replaceFirst("^ [0-9.]+ ms ", "")))
                .startsWith("connect 127.0.0.1 port " + port.getLocalPort() + " 220 test ESMTP",
                        "EHLO localhost 250 test / SIZE 1000")
                .contains("message " + ACCEPTED, "SENDER spf reject", "DELIVERY queue delivered to <joe@example.org>")
                .last().asString().matches("Delivered to joe@example.org in [0-9.]+ ms\\.");
    }

    @Test
    void aRefusalIsAFailure() throws Exception {
        serve("550 5.1.1 no such mailbox", ACCEPTED);
        TestCommand command = new TestCommand();
        command.to = "nobody@example.org";
        assertThat(platform.failure(command))
                .isEqualTo("The server did not take the message: 550 5.1.1 no such mailbox");
    }

    @Test
    void aMessageThatStaysIsAFailure() throws Exception {
        serve("250 2.1.5 ok", ACCEPTED);
        traces.keep(SampleMail.delivered(SampleMail.trace(41, "accepted"), "deferred: 451 4.2.0 locked"));
        TestCommand command = new TestCommand();
        command.timeout = 1;
        assertThat(platform.failure(command)).startsWith("Not delivered within 1 s. It was accepted");
        assertThat(platform.output()).contains("451 4.2.0 locked");
    }

    @Test
    void aMessageThatBouncesIsAFailureAtOnce() throws Exception {
        serve("250 2.1.5 ok", ACCEPTED);
        traces.keep(SampleMail.delivered(SampleMail.trace(41, "accepted"), "failed: 550 5.2.1 full"));
        assertThat(platform.failure(new TestCommand())).isEqualTo("Not delivered: failed: 550 5.2.1 full");
    }

    @Test
    void somethingElseOnThePortIsAFailure() throws Exception {
        CompletableFuture.runAsync(() -> answer("HTTP/1.1 400 Bad Request\r\n"));
        assertThatThrownBy(() -> platform.run(new TestCommand()))
                .isInstanceOf(IOException.class).hasMessageStartingWith("not an SMTP reply: HTTP/1.1");
    }

    @Test
    void withoutAListenerOrAnAccountThereIsNothingToTest() throws Exception {
        assertThat(new Platform().with(Listeners.class, List::of).failure(new TestCommand()))
                .startsWith("No listener of the role mx is open");
        assertThat(new Platform().with(Listeners.class, () -> List.of(new ListenerInfo("mx", "mx", "smtp", "/run/mx.sock", 0,
                ListenerInfo.State.OPEN, "", 0, 0, 0, List.of("1.0.0"), "off"))).failure(new TestCommand()))
                .startsWith("No listener of the role mx is open on a port");
        directory.removeAccount(Address.parse("joe@example.org"));
        assertThat(platform.failure(new TestCommand())).startsWith("There is no account to send to.");
    }

    private void answer(String text) {
        try (Socket client = port.accept()) {
            client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plays a server for one client. */
    private CompletableFuture<List<String>> serve(String recipient, String message) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket client = port.accept()) {
                client.setSoTimeout(5_000);
                return dialogue(client, recipient, message);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static List<String> dialogue(Socket client, String recipient, String message) throws IOException {
        List<String> heard = new ArrayList<>();
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client.getOutputStream(), "220 test ESMTP");
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (data && !line.equals(".")) {
                continue;
            }
            data = line.equals("DATA");
            say(client.getOutputStream(), line.startsWith("EHLO") ? "250-test\r\n250 SIZE 1000"
                    : line.startsWith("RCPT") ? recipient : line.equals(".") ? message
                    : data ? "354 go on" : "250 2.0.0 ok");
        }
        return heard;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
