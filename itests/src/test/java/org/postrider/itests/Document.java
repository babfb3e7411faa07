package org.postrider.itests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document in Markdown.
 *
 * @param file where it is
 * @param text what it says
 */
record Document(Path file, String text) {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    /** One row of a table. */
    record Row(List<String> header, List<String> cells) {

        /** The cell of a column; empty if the table has no such column. */
        Optional<String> cell(String column) {
            int at = header.indexOf(column);
            return at < 0 || at >= cells.size() ? Optional.empty() : Optional.of(cells.get(at));
        }

        String first() {
            return cells.get(0);
        }
    }

    static Document of(String path) {
        return at(SourceTree.ROOT.resolve(path));
    }

    private static Document at(Path file) {
        return new Document(file, SourceTree.read(file));
    }

    /** All of the project. */
    static List<Document> all() {
        Stream<Path> files = Stream.concat(Stream.of(SourceTree.ROOT.resolve("README.md")), Stream.concat(
                SourceTree.files("docs", ".md").stream(), SourceTree.files("plugins-examples", ".md").stream()));
        return files.map(Document::at).toList();
    }

    String name() {
        return SourceTree.ROOT.relativize(file).toString();
    }

    List<String> links() {
        return LINK.matcher(prose()).results().map(link -> link.group(1)).toList();
    }

    /** Where links can lead to: the headings, as web pages of repositories write them. */
    List<String> anchors() {
        return prose().lines().filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "").replace(' ', '-')).toList();
    }

    /** The rows of all tables, without their headers. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<String> header = List.of();
        for (String line : prose().lines().toList()) {
            if (!line.startsWith("|")) {
                header = List.of();
            } else if (header.isEmpty()) {
                header = cells(line);
            } else if (!line.startsWith("|---")) {
                rows.add(new Row(header, cells(line)));
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        String[] cells = line.strip().replaceFirst("\\|", "").split("\\|", -1);
        return Stream.of(cells).limit(cells.length - 1).map(String::strip).toList();
    }

    /** What stands in backquotes. */
    static List<String> code(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1)).toList();
    }

    /** The listings of one language, in their order. */
    List<String> listings(String language) {
        return BLOCK.matcher(text).results().filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2)).toList();
    }

    private String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }

    List<MatchResult> find(Pattern pattern) {
        return pattern.matcher(text).results().toList();
    }
}
