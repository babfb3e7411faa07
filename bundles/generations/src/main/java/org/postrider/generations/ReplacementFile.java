package org.postrider.generations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which bundles run in another version than the distribution's or their first one. Safe from any thread. */
final class ReplacementFile {

    private static final Logger LOG = LoggerFactory.getLogger(ReplacementFile.class);
    private static final String HEAD = "# Written by mail:upgrade: bundle = version, SHA-256, versions that it has replaced\n";

    private final Path file;
    private final Map<String, Replacement> byName = new TreeMap<>();

    /** @throws IOException if it is there and cannot be read */
    ReplacementFile(Path file) throws IOException {
        this.file = file;
        try {
            Files.readAllLines(file, StandardCharsets.UTF_8).stream().filter(it -> !it.startsWith("#")).forEach(this::read);
        } catch (NoSuchFileException e) {
            LOG.debug("nothing has been upgraded yet");
        }
    }

    private void read(String line) {
        String[] sides = line.split(" = ", 2);
        Optional<Replacement> replacement = sides.length == 2 ? Replacement.parse(sides[0], sides[1]) : Optional.empty();
        replacement.ifPresentOrElse(it -> byName.put(it.name(), it),
                () -> LOG.error("{}: found '{}', allowed is a bundle, ' = ', a version, a SHA-256 and versions; passed over",
                        file, line));
    }

    synchronized List<Replacement> all() {
        return List.copyOf(byName.values());
    }

    synchronized Optional<Replacement> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws IOException if it could not be stored; then nothing is changed */
    synchronized void put(Replacement replacement) throws IOException {
        Map<String, Replacement> changed = new TreeMap<>(byName);
        changed.put(replacement.name(), replacement);
        write(changed);
    }

    synchronized void remove(String name) throws IOException {
        Map<String, Replacement> changed = new TreeMap<>(byName);
        changed.remove(name);
        write(changed);
    }

    private void write(Map<String, Replacement> changed) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        changed.forEach((name, it) -> text.append(name).append(" = ").append(it.line()).append('\n'));
        AtomicFile.write(file, text.toString());
        byName.clear();
        byName.putAll(changed);
    }
}
