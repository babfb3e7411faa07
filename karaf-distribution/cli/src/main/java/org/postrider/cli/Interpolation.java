package org.postrider.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code $[env:NAME;default=x]}, {@code $[prop:postrider.home]} and {@code $[secret:name]} as the server does.
 */
final class Interpolation {

    private static final Pattern PLACE = Pattern.compile("\\$\\[(env|prop|secret):([^;\\]]+)(;[^\\]]*)?]");
    private static final Pattern DEFAULT = Pattern.compile(";default=([^;]*)");
    private final Path home;
    private final Map<String, String> environment;

    Interpolation(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** The text with every place filled; a place that cannot be filled stays as it is. */
    String fill(String text) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(
                value(place.group(1), place.group(2)).or(() -> preset(place.group(3))).orElse(place.group())));
    }

    static boolean isUnfilled(String text) {
        return PLACE.matcher(text).find();
    }

    private Optional<String> value(String kind, String name) {
        return switch (kind) {
            case "env" -> Optional.ofNullable(environment.get(name));
            case "prop" -> name.equals("postrider.home") ? Optional.of(home.toString()) : Optional.empty();
            default -> secret(home.resolve("etc/secrets").resolve(name));
        };
    }

    private static Optional<String> secret(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> preset(String directives) {
        Matcher matcher = DEFAULT.matcher(directives == null ? "" : directives);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
