package org.postrider.filters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file that an override stands in, as an administrator might have written it: what is changed is changed in its
 * line, everything else stays. It is replaced as a whole, so nobody reads half of it.
 */
final class OverrideFile {

    private final Path path;

    OverrideFile(Path path) {
        this.path = path;
    }

    /** Sets {@code name} and these keys, and takes out the other settings. */
    void write(String name, Map<SettingKey, String> values) throws IOException {
        Map<String, String> open = new LinkedHashMap<>();
        open.put("name", name);
        values.forEach((key, value) -> open.put(key.text(), value));
        List<String> lines = new ArrayList<>();
        for (String line : lines()) {
            String key = key(line);
            if (open.containsKey(key)) {
                lines.add(key + " = " + open.remove(key));
            } else if (SettingKey.named(key).isEmpty() && !key.equals("name")) {
                lines.add(line);
            }
        }
        open.forEach((key, value) -> lines.add(key + " = " + value));
        replace(String.join("\n", lines) + "\n");
    }

    private List<String> lines() throws IOException {
        return Files.exists(path) ? Files.readAllLines(path, StandardCharsets.UTF_8)
                : List.of("# Settings of one filter that differ from what it declares.");
    }

    private static String key(String line) {
        String text = line.strip();
        int end = text.startsWith("#") || text.startsWith("!") ? -1 : text.indexOf('=');
        return end < 0 ? "" : text.substring(0, end).strip();
    }

    private void replace(String content) throws IOException {
        // not *.cfg, so that nobody takes it for a configuration
        Path draft = path.resolveSibling(path.getFileName() + ".part");
        try {
            Files.writeString(draft, content, StandardCharsets.UTF_8);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** What is there now; null if there is no file. */
    byte[] content() throws IOException {
        return Files.exists(path) ? Files.readAllBytes(path) : null;
    }

    /** Puts back what {@link #content()} returned. */
    void restore(byte[] content) throws IOException {
        if (content == null) {
            Files.deleteIfExists(path);
        } else {
            replace(new String(content, StandardCharsets.UTF_8));
        }
    }
}
