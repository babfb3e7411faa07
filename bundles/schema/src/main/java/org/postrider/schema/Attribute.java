package org.postrider.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One key of a configuration as its bundle describes it (OSGi Metatype, AD).
 *
 * @param type its name there, such as Integer
 * @param list whether there may be several values, separated by commas
 * @param required whether it must be there
 * @param smallest of a number, or of the length of a text; empty for any
 * @param largest the same
 * @param options what alone is allowed; empty for everything
 */
public record Attribute(String id, String type, boolean list, boolean required, String smallest, String largest,
        List<String> options) {

    private static final Set<String> WHOLE = Set.of("Integer", "Long", "Short", "Byte");
    private static final Set<String> FRACTION = Set.of("Double", "Float");

    /** What would be allowed in the place of {@code text}, or nothing if it is fine. */
    public Optional<String> objection(String text) {
        if (!list) {
            return objectionToOne(text);
        }
        for (String element : text.split(",")) {
            Optional<String> objection = objectionToOne(element.strip());
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    /** The value for the eyes of others. */
    String shown(String text) {
        return id.startsWith(".") || type.equals("Password") ? "a secret" : "'" + text + "'";
    }

    private Optional<String> objectionToOne(String text) {
        if (!options.isEmpty()) {
            return unless(options.contains(text), String.join(", ", options));
        }
        if (type.equals("Boolean")) {
            return unless(text.equals("true") || text.equals("false"), "true, false");
        }
        if (WHOLE.contains(type) || FRACTION.contains(type)) {
            return unless(isNumber(text), (WHOLE.contains(type) ? "a whole number" : "a number") + range());
        }
        return unless(hasLength(text), "text" + range() + " characters");
    }

    private boolean isNumber(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            return (FRACTION.contains(type) || number.stripTrailingZeros().scale() <= 0 && !text.contains("."))
                    && within(number) && fits(number);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean fits(BigDecimal number) {
        return switch (type) {
            case "Byte" -> number.abs().compareTo(BigDecimal.valueOf(Byte.MAX_VALUE)) <= 0;
            case "Short" -> number.abs().compareTo(BigDecimal.valueOf(Short.MAX_VALUE)) <= 0;
            case "Integer" -> number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
            case "Long" -> number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
            default -> true;
        };
    }

    private boolean hasLength(String text) {
        return within(BigDecimal.valueOf(text.length()));
    }

    private boolean within(BigDecimal value) {
        return (smallest.isEmpty() || value.compareTo(new BigDecimal(smallest)) >= 0)
                && (largest.isEmpty() || value.compareTo(new BigDecimal(largest)) <= 0);
    }

    private String range() {
        if (smallest.isEmpty() && largest.isEmpty()) {
            return "";
        }
        return " of " + (smallest.isEmpty() ? "" : smallest) + ".." + (largest.isEmpty() ? "" : largest);
    }

    private static Optional<String> unless(boolean fine, String allowed) {
        return fine ? Optional.empty() : Optional.of(allowed);
    }
}
