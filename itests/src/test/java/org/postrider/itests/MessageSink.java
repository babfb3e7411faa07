package org.postrider.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Postfix's smtp-sink as the next hop, with one file for each message that it took. Started and stopped at will. */
final class MessageSink implements AutoCloseable {

    private final RealPeer program = RealPeer.needed("smtp-sink");
    private final Path directory;
    private final int port;
    private Process process;

    MessageSink() throws IOException {
        directory = Files.createTempDirectory("postrider-sink");
        // smtp-sink gives up root before it writes
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        port = FreePort.next();
    }

    int port() {
        return port;
    }

    void start() throws IOException {
        List<String> options = new ArrayList<>(List.of("-c", "-d", directory + "/m."));
        if ("root".equals(System.getProperty("user.name"))) {
            options.addAll(List.of("-u", "nobody"));
        }
        options.addAll(List.of("127.0.0.1:" + port, "256"));
        process = new ProcessBuilder(program.command(options.toArray(String[]::new)))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        await().atMost(Duration.ofSeconds(10)).until(this::answers);
    }

    void stop() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
            process = null;
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ids of {@link AckedLoad} in the files, one for each message. */
    List<String> ids() {
        return AckedLoad.ids(messages());
    }

    List<String> messages() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().map(MessageSink::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int count() {
        try (Stream<Path> files = Files.list(directory)) {
            return (int) files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        Directories.delete(directory);
    }
}
