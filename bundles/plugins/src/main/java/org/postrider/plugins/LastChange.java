package org.postrider.plugins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be taken back.
 *
 * @param started what was installed
 * @param ended what was replaced or removed; its jars are kept
 */
record LastChange(List<Locked> started, List<Locked> ended) {

    private static final String PLUS = "+ ";
    private static final String MINUS = "- ";

    /** @throws IOException if the file is not what {@link #write} left */
    static Optional<LastChange> read(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
        try {
            return Optional.of(new LastChange(entries(lines, PLUS), entries(lines, MINUS)));
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static List<Locked> entries(List<String> lines, String sign) {
        return lines.stream().filter(it -> it.startsWith(sign)).map(it -> Locked.parse(it.substring(sign.length()))).toList();
    }

    void write(Path path) throws IOException {
        WholeFile.write(path, Stream.concat(started.stream().map(it -> PLUS + it.line()),
                ended.stream().map(it -> MINUS + it.line())).toList());
    }

    /** Whether it is the last that happened to the lock file. */
    boolean fits(List<Locked> entries) {
        return entries.containsAll(started) && ended.stream().noneMatch(entries::contains);
    }
}
