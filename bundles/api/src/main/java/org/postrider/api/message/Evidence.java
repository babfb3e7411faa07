package org.postrider.api.message;

import java.util.Map;
import java.util.Objects;

/**
 * Something that was found out about a message or its sender, for a later filter to weigh.
 *
 * @param symbol what was found, in upper case, e.g. {@code SPF_FAIL}; stable, because policies name it
 * @param score how much it speaks for refusal; negative values speak for the message, 0 is neutral
 * @param explanation one sentence for the administrator
 * @param data details by name, e.g. {@code client-ip}
 */
public record Evidence(String symbol, double score, String explanation, Map<String, String> data) {

    public Evidence {
        Objects.requireNonNull(explanation, "explanation");
        if (!symbol.matches("[A-Z][A-Z0-9_]{0,63}")) {
            throw new IllegalArgumentException("a symbol is A-Z, 0-9 and _, at most 64 long, not: " + symbol);
        }
        if (Double.isNaN(score) || Double.isInfinite(score)) {
            throw new IllegalArgumentException("a score is a finite number");
        }
        data = Map.copyOf(data);
    }

    public Evidence(String symbol, double score, String explanation) {
        this(symbol, score, explanation, Map.of());
    }
}
