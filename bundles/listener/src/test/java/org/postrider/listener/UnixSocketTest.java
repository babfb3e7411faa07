package org.postrider.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.smtp.ListenerInfo.State;

/** A listener whose clients come by a file. */
class UnixSocketTest {

    @TempDir
    Path folder;
    private Installation postrider = new Installation("auto");

    @AfterEach
    void stop() {
        postrider.close();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private Listener listener(Path file, Object... more) {
        postrider.engine("1.0.0");
        return postrider.listener(keys(file, more));
    }

    private static Object[] keys(Path file, Object... more) {
        return Stream.concat(Stream.of("port", "", "socket", file.toString()), Stream.of(more)).toArray();
    }

    private static Listener opened(Listener listener) {
        Await.until(() -> listener.info().state() == State.OPEN);
        return listener;
    }

    private static void awaitProblem(Listener listener, String text) {
        Await.until(() -> listener.info().problem().contains(text));
    }

    /** A client that says one word; what it is told, line by line, as long as there is something. */
    private static String talk(Path file) throws IOException {
        try (Talk talk = new Talk(file)) {
            return talk.lines.nextLine() + ", " + talk.say("hello");
        }
    }

    private static final class Talk implements AutoCloseable {

        private final SocketChannel channel;
        private final Scanner lines;

        Talk(Path file) throws IOException {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(file));
            lines = new Scanner(Channels.newInputStream(channel), StandardCharsets.US_ASCII);
        }

        String say(String word) throws IOException {
            channel.write(ByteBuffer.wrap((word + "\r\n").getBytes(StandardCharsets.US_ASCII)));
            return lines.nextLine();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** All there is in the folder; what a socket was made in is gone. */
    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "nio"})
    void servesAndIsListedByItsPathUntilItStops(String transport) throws Exception {
        postrider.close();
        postrider = new Installation(transport);
        Path file = file("run/lmtp.sock");
        Listener listener = opened(listener(file, "role", "lmtp"));
        assertThat(talk(file)).isEqualTo("1.0.0 test, hello");
        assertThat(permissions(file)).isEqualTo("rw-rw----");
        assertThat(listener.info().address()).isEqualTo(file.toString());
        assertThat(listener.info().port()).isZero();
        assertThat(listener.info().place()).isEqualTo(file.toString());
        assertThat(listener.info().tls()).isEqualTo("off");
        assertThat(listener.info().accepted()).isEqualTo(1);
        try (Talk early = new Talk(file)) {
            assertThat(early.lines.nextLine()).isEqualTo("1.0.0 test");
            listener.close();
            assertThat(isThere(file)).isFalse();
            assertThat(early.say("still here")).isEqualTo("still here");
        }
        assertThat(Files.list(file.getParent())).isEmpty();
    }

    @Test
    void anotherPathOrModeIsOpenedAndSessionsStay() throws Exception {
        Path before = file("a.sock");
        Path after = file("b.sock");
        Listener listener = opened(listener(before));
        try (Talk early = new Talk(before)) {
            early.lines.nextLine();
            postrider.change(listener, keys(before, "socketMode", "0600"));
            Await.until(() -> permissions(before).equals("rw-------"));
            assertThat(talk(before)).isEqualTo("1.0.0 test, hello");

            postrider.change(listener, keys(after));
            Await.until(() -> listener.info().address().equals(after.toString()));
            Await.until(() -> names().equals(List.of("b.sock")));
            assertThat(talk(after)).isEqualTo("1.0.0 test, hello");

            postrider.change(listener, "port", "0");
            Await.until(() -> listener.info().port() > 0 && !isThere(after));
            try (Client client = new Client(listener.info().port())) {
                assertThat(client.line()).isEqualTo("1.0.0 test");
            }
            postrider.change(listener, keys(after));
            Await.until(() -> listener.info().address().equals(after.toString()));
            assertThat(talk(after)).isEqualTo("1.0.0 test, hello");
            assertThat(early.say("still here")).isEqualTo("still here");
        }
    }

    @Test
    void socketThatNobodyAnswersIsReplaced() throws Exception {
        Path file = file("stale.sock");
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(file)); // closed, the file stays, as after kill -9
        }
        assertThat(isThere(file)).isTrue();
        opened(listener(file));
        assertThat(talk(file)).isEqualTo("1.0.0 test, hello");
        assertThat(names()).containsExactly("stale.sock");
    }

    @Test
    void socketOfAnotherProgramIsLeftAloneUntilItAnswersNoMore() throws Exception {
        Path file = file("other.sock");
        Listener listener;
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(file));
            listener = listener(file);
            awaitProblem(listener, "cannot open " + file + ": the address is in use: another program answers there");
            assertThat(listener.info().state()).isEqualTo(State.FAILED);
            try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
                assertThat(client.isConnected()).isTrue();
            }
        }
        opened(listener);
        assertThat(talk(file)).isEqualTo("1.0.0 test, hello");
    }

    @Test
    void whatIsNoSocketIsLeftAloneAndTheOldPathStays() throws Exception {
        Path good = file("good.sock");
        Path text = Files.writeString(file("text"), "precious");
        Path link = Files.createSymbolicLink(file("link"), text);
        Path below = file("text/x.sock");
        Listener listener = opened(listener(good));
        for (Path wrong : List.of(text, link, Files.createDirectory(file("folder")))) {
            postrider.change(listener, keys(wrong));
            awaitProblem(listener, "cannot open " + wrong + ": there is a file that is no socket; it is left alone");
        }
        postrider.change(listener, keys(below));
        awaitProblem(listener, "cannot open " + below + ": FileAlreadyExistsException: " + text);
        assertThat(listener.info().state()).isEqualTo(State.OPEN);
        assertThat(listener.info().address()).isEqualTo(good.toString());
        assertThat(talk(good)).isEqualTo("1.0.0 test, hello");
        assertThat(Files.readString(link)).isEqualTo("precious");
        assertThat(names()).containsExactly("folder", "good.sock", "link", "text");
    }

    @Test
    void valuesThatDoNotGoTogetherChangeNothing() throws Exception {
        Path file = file("good.sock");
        Listener listener = opened(listener(file));
        postrider.change(listener, "port", "2525", "socket", file("other.sock").toString());
        awaitProblem(listener, "org.postrider.listener-test.cfg: socket is \"" + file("other.sock")
                + "\" and port is \"2525\"; allowed is one of the two");
        assertThat(talk(file)).isEqualTo("1.0.0 test, hello");
        assertThat(names()).containsExactly("good.sock");
    }

    @Test
    void folderMayBeALink() throws Exception {
        Path folder = Files.createDirectory(file("folder"));
        Path link = Files.createSymbolicLink(file("link"), folder);
        opened(listener(link.resolve("x.sock")));
        assertThat(talk(folder.resolve("x.sock"))).isEqualTo("1.0.0 test, hello");
    }

    @Test
    void fileThatAnotherProgramHasPutInThePlaceIsNotRemoved() throws Exception {
        Path file = file("taken.sock");
        Listener listener = opened(listener(file));
        Files.delete(file);
        Files.writeString(file, "precious");
        listener.close();
        assertThat(Files.readString(file)).isEqualTo("precious");
    }

    @Test
    void limitsOfTheListenerHoldAndThoseOfOneClientDoNot() throws Exception {
        Path file = file("few.sock");
        Listener listener = opened(listener(file, "maxPerClient", "1", "maxNewPerMinute", "1", "maxSessions", "2",
                "maxConnections", "3"));
        try (Talk one = new Talk(file); Talk two = new Talk(file)) {
            assertThat(one.lines.nextLine()).isEqualTo("1.0.0 test");
            assertThat(two.lines.nextLine()).isEqualTo("1.0.0 test");
            try (Talk three = new Talk(file)) {
                assertThat(three.lines.nextLine()).isEqualTo("TOO_MANY_SESSIONS");
                try (Talk four = new Talk(file)) {
                    assertThat(four.lines.hasNextLine()).isFalse();
                }
            }
            assertThat(listener.info().refused()).isEqualTo(2);
        }
    }
}
