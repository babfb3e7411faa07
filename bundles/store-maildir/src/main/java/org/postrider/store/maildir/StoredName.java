package org.postrider.store.maildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postrider.api.store.StoredMessage;

/**
 * What the name of a message file tells. Files that other programs put there may tell less; the file itself is then asked.
 *
 * @param message id, size and time; the id is the name without the flags that follow a colon, and stays when a mail
 *     program moves the file to {@code cur}
 * @param delivery the number of the delivery in the name, or 0
 */
record StoredName(StoredMessage message, long delivery) {

    /** Oldest first. */
    static final Comparator<StoredName> BY_AGE = Comparator
            .comparing((StoredName name) -> name.message().received())
            .thenComparing(StoredName::delivery)
            .thenComparing(name -> name.message().id());

    private static final Pattern TIME = Pattern.compile("(\\d{1,11})\\.(?:M(\\d{1,6})\\D)?.*");
    private static final Pattern DELIVERY = Pattern.compile("\\d+\\.[A-Z0-9a-f]*Q(\\d{1,18})[A-Z.].*");
    private static final Pattern SIZE = Pattern.compile(".*,S=(\\d{1,18})(?:,.*)?");

    static StoredName read(Path file) throws IOException {
        String id = id(file);
        Optional<Instant> time = time(id);
        OptionalLong size = number(SIZE, id);
        StoredMessage message = new StoredMessage(
                id,
                size.isPresent() ? size.getAsLong() : Files.size(file),
                time.isPresent() ? time.get() : Files.getLastModifiedTime(file).toInstant());
        return new StoredName(message, number(DELIVERY, id).orElse(0));
    }

    static String id(Path file) {
        String name = file.getFileName().toString();
        int flags = name.indexOf(':');
        return flags < 0 ? name : name.substring(0, flags);
    }

    /** Whether a message can have this id: one name, not hidden, no path. */
    static boolean isId(String id) {
        return !id.isEmpty() && id.length() <= 255 && id.charAt(0) != '.'
                && id.chars().allMatch(c -> c >= 0x20 && c != 0x7f && c != '/' && c != ':');
    }

    private static Optional<Instant> time(String id) {
        Matcher m = TIME.matcher(id);
        if (!m.matches()) {
            return Optional.empty();
        }
        long micros = m.group(2) == null ? 0 : Long.parseLong(m.group(2));
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(m.group(1)), micros * 1_000));
    }

    private static OptionalLong number(Pattern pattern, String id) {
        Matcher m = pattern.matcher(id);
        return m.matches() ? OptionalLong.of(Long.parseLong(m.group(1))) : OptionalLong.empty();
    }
}
