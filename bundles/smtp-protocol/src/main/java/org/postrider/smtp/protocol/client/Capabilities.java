package org.postrider.smtp.protocol.client;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.postrider.api.smtp.Reply;

/**
 * What a server offers in its reply to EHLO, RFC 5321 4.1.1.1.
 *
 * @param keywords keyword in upper case to its parameters, empty where there are none
 */
public record Capabilities(Map<String, String> keywords) {

    /** Nothing: the server was greeted with HELO. */
    public static final Capabilities NONE = new Capabilities(Map.of());

    public Capabilities {
        keywords = Map.copyOf(keywords);
    }

    /** @param ehlo a positive reply to EHLO */
    public static Capabilities of(Reply ehlo) {
        Map<String, String> keywords = new HashMap<>();
        List<String> lines = ehlo.lines();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.strip().split("[ =]", 2);
            keywords.putIfAbsent(parts[0].toUpperCase(Locale.ROOT), parts.length > 1 ? parts[1].strip() : "");
        }
        return new Capabilities(keywords);
    }

    public boolean offers(String keyword) {
        return keywords.containsKey(keyword);
    }

    /** The largest message the server takes (RFC 1870 4); empty if it does not say. */
    public OptionalLong maxSize() {
        String size = keywords.getOrDefault("SIZE", "");
        boolean fixed = size.matches("[0-9]{1,18}") && Long.parseLong(size) > 0; // 0: no fixed maximum
        return fixed ? OptionalLong.of(Long.parseLong(size)) : OptionalLong.empty();
    }
}
