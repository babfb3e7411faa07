package org.postrider.bench;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells one message of one run from all others; stands in each message as {@value #HEADER}.
 *
 * @param run eight hexadecimal digits
 * @param number counts from 0 within the run
 */
record BenchId(String run, int number) {

    static final String HEADER = "X-Bench-Id";
    private static final Pattern FIELD = Pattern.compile("(?m)^" + HEADER + ": ([0-9a-f]{8})-([0-9]{9})(?=\r\n)");

    /** The id in the beginning of a message, if there is one. */
    static Optional<BenchId> in(byte[] header, int length) {
        Matcher m = FIELD.matcher(new String(header, 0, length, StandardCharsets.ISO_8859_1));
        return m.find() ? Optional.of(new BenchId(m.group(1), Integer.parseInt(m.group(2)))) : Optional.empty();
    }

    @Override
    public String toString() {
        return "%s-%09d".formatted(run, number);
    }
}
