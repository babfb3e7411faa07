package org.postrider.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks into a mailbox from outside, as a mail reader does: files in new and cur. */
record Maildir(Path directory) {

    static Maildir of(Path home, String domain, String user) {
        return new Maildir(home.resolve("mail").resolve(domain).resolve(user).resolve("Maildir"));
    }

    int count() {
        return files().size();
    }

    List<Path> files() {
        return Stream.of("new", "cur").map(directory::resolve).filter(Files::isDirectory)
                .flatMap(Maildir::children).sorted().toList();
    }

    private static Stream<Path> children(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All messages as text, one character per octet. */
    List<String> messages() {
        return files().stream().map(Maildir::read).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear() throws IOException {
        for (Path file : files()) {
            try {
                Files.delete(file);
            } catch (NoSuchFileException e) {
                throw new IllegalStateException("somebody else empties the mailbox", e);
            }
        }
    }

    /** The body of a message: what follows the first empty line. */
    static String body(String message) {
        return message.substring(message.indexOf("\r\n\r\n") + 4);
    }
}
