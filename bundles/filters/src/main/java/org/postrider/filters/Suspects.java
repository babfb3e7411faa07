package org.postrider.filters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which filters may have ended the server. After each end that nobody asked for, those that were being called are noted;
 * whoever was among them at each of the last three ends is a suspect, and is not run (safe mode).
 *
 * @param names name and version, as {@link #name} makes it; a newer version is another filter
 */
record Suspects(Set<String> names) {

    static final Suspects NONE = new Suspects(Set.of());
    private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);
    private static final int ENDS = 3;
    private static final String SEPARATOR = ", ";

    static String name(String filter, String version) {
        return filter + " " + version;
    }

    /**
     * Looks into what the last process left behind.
     *
     * @param ends how often within the last minutes the server has ended by itself; 0 forgets what was before
     * @param calls of the last process
     * @param notes of ends before
     */
    static Suspects find(int ends, Path calls, Path notes) {
        try {
            if (ends == 0) {
                Files.deleteIfExists(notes);
                return NONE;
            }
            return of(ends, note(CallLedger.read(calls), notes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> note(Set<String> running, Path notes) throws IOException {
        List<String> lines = new ArrayList<>(Files.exists(notes) ? Files.readAllLines(notes) : List.of());
        lines.add(String.join(SEPARATOR, running));
        LOG.warn("the server ended by itself; filters that were being called: {}", running.isEmpty() ? "none" : running);
        List<String> last = lines.subList(Math.max(0, lines.size() - ENDS), lines.size());
        Files.writeString(notes, String.join("\n", last) + "\n", StandardCharsets.UTF_8);
        return last;
    }

    private static Suspects of(int ends, List<String> last) {
        if (ends < ENDS || last.size() < ENDS) {
            return NONE;
        }
        Set<String> common = new TreeSet<>(names(last.get(0)));
        last.forEach(line -> common.retainAll(names(line)));
        LOG.error("SAFE MODE: the server ended by itself {} times within ten minutes; {}", ends, common.isEmpty()
                ? "no filter was being called each time" : "not run because they were being called each time: " + common);
        return new Suspects(Set.copyOf(common));
    }

    private static List<String> names(String line) {
        return line.isEmpty() ? List.of() : Arrays.asList(line.split(SEPARATOR));
    }

    boolean contains(String filter, String version) {
        return names.contains(name(filter, version));
    }
}
