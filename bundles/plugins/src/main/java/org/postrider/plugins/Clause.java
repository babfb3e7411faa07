package org.postrider.plugins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of a header of a manifest, e.g. {@code org.example;version="[1,2)";resolution:=optional}.
 *
 * @param name a package, a namespace or a symbolic name
 * @param attributes what is set with {@code =}; a type as in {@code version:Version} is left out of the key
 * @param directives what is set with {@code :=}
 */
record Clause(String name, Map<String, String> attributes, Map<String, String> directives) {

    /** All entries; one that has several names is several. OSGi Core 3.2.4. */
    static List<Clause> parse(String header) {
        List<Clause> clauses = new ArrayList<>();
        for (String entry : split(header, ',')) {
            List<String> names = new ArrayList<>();
            Map<String, String> attributes = new LinkedHashMap<>();
            Map<String, String> directives = new LinkedHashMap<>();
            split(entry, ';').forEach(part -> sort(part, names, attributes, directives));
            names.forEach(name -> clauses.add(new Clause(name, attributes, directives)));
        }
        return clauses;
    }

    private static void sort(String part, List<String> names, Map<String, String> attributes,
            Map<String, String> directives) {
        int equals = outside(part, '=', 0);
        if (equals < 0) {
            names.add(part);
        } else if (equals > 0 && part.charAt(equals - 1) == ':') {
            directives.put(part.substring(0, equals - 1).strip(), value(part, equals));
        } else {
            attributes.put(part.substring(0, equals).replaceFirst(":.*", "").strip(), value(part, equals));
        }
    }

    private static String value(String part, int equals) {
        String value = part.substring(equals + 1).strip();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }

    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int end = 0; end >= 0; from = end + 1) {
            end = outside(text, at, from);
            String part = (end < 0 ? text.substring(from) : text.substring(from, end)).strip();
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** Where a character stands next outside quotes; -1 if nowhere. */
    private static int outside(String text, char wanted, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == wanted && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
