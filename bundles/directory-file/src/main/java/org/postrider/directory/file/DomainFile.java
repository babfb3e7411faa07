package org.postrider.directory.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.postrider.api.message.Domain;

/**
 * The text of a domain file and what it says, line by line. A change touches its own line only; comments and the order of
 * lines stay.
 */
final class DomainFile {

    /**
     * A line of the file.
     *
     * @param entry what it says; empty for a comment
     */
    private record Line(String text, Optional<Entry> entry) {}

    private final Domain domain;
    private final List<Line> lines;

    private DomainFile(Domain domain, List<Line> lines) {
        this.domain = domain;
        this.lines = lines;
    }

    /**
     * @param name of the file, for messages
     * @throws DomainFileException if a line is wrong or says something a second time
     */
    static DomainFile parse(Domain domain, String name, String text) throws DomainFileException {
        String[] texts = text.split("\n", -1);
        List<Line> lines = new ArrayList<>(texts.length);
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < texts.length; i++) {
            Optional<Entry> entry = LineParser.parse(name, domain, i + 1, texts[i]);
            lines.add(new Line(texts[i], entry));
            if (entry.isPresent()) {
                Integer before = seen.putIfAbsent(entry.get().key(), i + 1);
                if (before != null) {
                    throw DomainFileException.at(name, i + 1, texts[i].strip(),
                            "each name once; line " + before + " has it already");
                }
            }
        }
        return new DomainFile(domain, lines);
    }

    Domain domain() {
        return domain;
    }

    List<Entry> entries() {
        return lines.stream().map(Line::entry).flatMap(Optional::stream).toList();
    }

    Optional<Entry> find(String key) {
        return entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    /** The same file with one more entry, or with this one in place of the one that has its key. */
    DomainFile with(Entry entry) {
        List<Line> changed = new ArrayList<>(lines);
        Line line = new Line(entry.text(), Optional.of(entry));
        int at = indexOf(entry.key());
        if (at >= 0) {
            changed.set(at, line);
        } else {
            changed.add(placeFor(entry), line);
        }
        return new DomainFile(domain, changed);
    }

    DomainFile without(String key) {
        List<Line> changed = new ArrayList<>(lines);
        changed.remove(indexOf(key));
        return new DomainFile(domain, changed);
    }

    private int indexOf(String key) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).entry().filter(entry -> entry.key().equals(key)).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    /** Behind the last entry of its kind, else at the end. */
    private int placeFor(Entry entry) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Object there = lines.get(i).entry().map(Object::getClass).orElse(null);
            if (Objects.equals(there, entry.getClass())) {
                return i + 1;
            }
        }
        boolean endsWithLineBreak = lines.get(lines.size() - 1).text().isEmpty();
        return endsWithLineBreak ? lines.size() - 1 : lines.size();
    }

    String text() {
        return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
    }
}
