package org.postrider.configuration;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import org.postrider.schema.Schema;

/**
 * The text of a configuration file: values, and what an administrator wrote around them.
 *
 * @param entries comments, empty lines and settings, each with the lines that continue it, without its last line end
 */
record ConfigurationFile(List<String> entries) {

    static ConfigurationFile parse(String text) {
        List<String> entries = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : text.lines().toList()) {
            open.append(line);
            if (isComment(open) || !continues(line)) {
                entries.add(open.toString());
                open.setLength(0);
            } else {
                open.append('\n');
            }
        }
        if (open.length() > 0) {
            entries.add(open.toString().stripTrailing());
        }
        return new ConfigurationFile(List.copyOf(entries));
    }

    private static boolean isComment(CharSequence entry) {
        String text = entry.toString().stripLeading();
        return text.startsWith("#") || text.startsWith("!");
    }

    private static boolean continues(String line) {
        int slashes = line.length();
        while (slashes > 0 && line.charAt(slashes - 1) == '\\') {
            slashes--;
        }
        return (line.length() - slashes) % 2 == 1;
    }

    /** Those that are not the framework's own; the last setting of a key counts. */
    Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        entries.forEach(entry -> values.putAll(setting(entry)));
        return values;
    }

    private static Map<String, String> setting(String entry) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(entry));
        } catch (IOException e) { // of a text in memory
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) { // a broken escape: not ours to mend
            return Map.of();
        }
        Map<String, String> setting = new TreeMap<>();
        properties.stringPropertyNames().stream().filter(key -> !Schema.isOfTheFramework(key))
                .forEach(key -> setting.put(key, properties.getProperty(key).strip()));
        return setting;
    }

    /** Whether each text is the value that counts: no variable that File Install replaces, no type before it. */
    boolean isSimple() {
        return values().values().stream().noneMatch(value -> value.contains("${") || value.matches("(?s)[A-Za-z]?[\"\\[(].*"));
    }

    /** The same text with these values and no others; what need not change stays to the letter. */
    String with(Map<String, String> wanted) {
        Map<String, String> open = new LinkedHashMap<>(wanted);
        Map<String, String> before = values();
        open.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        List<String> lines = new ArrayList<>();
        for (String entry : entries) {
            String key = setting(entry).keySet().stream().findFirst().orElse("");
            if (open.containsKey(key)) {
                lines.add(line(key, open.remove(key)));
            } else if (key.isEmpty() || wanted.containsKey(key) && wanted.get(key).equals(before.get(key))) {
                lines.add(entry);
            }
        }
        open.forEach((key, value) -> lines.add(line(key, value)));
        return String.join("\n", lines) + "\n";
    }

    private static String line(String key, String value) {
        return key + " = " + escaped(value);
    }

    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        value.chars().forEach(c -> {
            if (c == '\\') {
                text.append("\\\\");
            } else if (c < ' ' || c > '~') {
                text.append(String.format("\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        return text.toString();
    }
}
