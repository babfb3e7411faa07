package org.postrider.plugins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The file {@code etc/plugins.lock}: which octets may run as plugins. What others wrote into it stays. */
final class LockFile {

    private static final List<String> HEADER = List.of(
            "# The plugins of this server: symbolic name, version, SHA-256 of the jar. mail:plugin-install and",
            "# mail:plugin-remove write it. Of plugins/ nothing else is started; key `lock` says what is of deploy/.");

    private final Path path;

    LockFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** All lines that can be read. */
    List<Locked> entries() throws IOException {
        return lines().stream().flatMap(line -> entry(line).stream()).toList();
    }

    /** What is wrong with other lines, in words. */
    List<String> objections() throws IOException {
        List<String> lines = lines();
        List<String> objections = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int number = i + 1;
            objection(lines.get(i)).ifPresent(it -> objections.add("line " + number + ": " + it));
        }
        return objections;
    }

    /** Takes lines out and adds others, all at once. */
    void change(List<Locked> out, List<Locked> in) throws IOException {
        Stream<String> kept = lines().stream()
                .filter(line -> entry(line).filter(it -> isOneOf(it, out) || isOneOf(it, in)).isEmpty());
        WholeFile.write(path, Stream.concat(kept, in.stream().map(Locked::line)).toList());
    }

    private static boolean isOneOf(Locked entry, List<Locked> some) {
        return some.stream().anyMatch(entry::isVersionOf);
    }

    private List<String> lines() throws IOException {
        return Files.exists(path) ? Files.readAllLines(path, StandardCharsets.UTF_8) : HEADER;
    }

    private static Optional<Locked> entry(String line) {
        return isEmpty(line) || objection(line).isPresent() ? Optional.empty() : Optional.of(Locked.parse(line));
    }

    private static Optional<String> objection(String line) {
        try {
            return isEmpty(line) || Locked.parse(line) != null ? Optional.empty() : Optional.of(line);
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static boolean isEmpty(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }
}
