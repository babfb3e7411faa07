package org.postrider.api.message;

import java.util.Arrays;

/** RFC 3492: text in any script, written with letters, digits and hyphens. */
final class Punycode {

    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST = 0x80;
    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LONGEST = 63; // characters, either way: a label has no more

    private Punycode() {}

    /** @throws IllegalArgumentException if it is too long for a label */
    static String encode(String text) {
        int[] points = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        text.codePoints().filter(c -> c < FIRST).forEach(out::appendCodePoint);
        checkLength(Math.max(points.length, out.length()));
        int basic = out.length();
        int done = basic;
        if (basic > 0) {
            out.append('-');
        }
        int bias = FIRST_BIAS;
        int next = FIRST;
        int delta = 0;
        while (done < points.length) {
            int from = next;
            int least = Arrays.stream(points).filter(c -> c >= from).min().getAsInt();
            delta += (least - next) * (done + 1);
            next = least;
            for (int c : points) {
                delta += c < next ? 1 : 0;
                if (c == next) {
                    number(delta, bias, out);
                    bias = adapted(delta, done + 1, done == basic);
                    delta = 0;
                    done++;
                }
            }
            delta++;
            next++;
        }
        checkLength(out.length());
        return out.toString();
    }

    private static void number(int delta, int bias, StringBuilder out) {
        int rest = delta;
        for (int k = BASE;; k += BASE) {
            int t = threshold(k, bias);
            if (rest < t) {
                out.append(DIGITS.charAt(rest));
                return;
            }
            out.append(DIGITS.charAt(t + (rest - t) % (BASE - t)));
            rest = (rest - t) / (BASE - t);
        }
    }

    /** @throws IllegalArgumentException if no text is written so */
    static String decode(String written) {
        checkLength(written.length());
        int hyphen = written.lastIndexOf('-');
        StringBuilder out = new StringBuilder(hyphen > 0 ? written.substring(0, hyphen) : "");
        int count = out.length();
        int bias = FIRST_BIAS;
        long position = 0;
        int point = FIRST;
        int at = hyphen > 0 ? hyphen + 1 : 0;
        while (at < written.length()) {
            long before = position;
            long weight = 1;
            for (int k = BASE;; k += BASE) {
                int digit = at < written.length() ? DIGITS.indexOf(written.charAt(at++)) : -1;
                position += digit * weight;
                if (digit < 0 || position > Integer.MAX_VALUE) {
                    throw new IllegalArgumentException("a label of a domain is no A-label");
                }
                int t = threshold(k, bias);
                if (digit < t) {
                    break;
                }
                weight *= BASE - t;
            }
            count++;
            bias = adapted((int) (position - before), count, before == 0);
            point = (int) Math.min(point + position / count, Integer.MAX_VALUE);
            if (!Character.isValidCodePoint(point) || Character.getType(point) == Character.SURROGATE) {
                throw new IllegalArgumentException("a label of a domain is no A-label");
            }
            position %= count;
            out.insert(out.offsetByCodePoints(0, (int) position), Character.toString(point));
            position++;
        }
        return out.toString();
    }

    private static int threshold(int k, int bias) {
        return Math.min(T_MAX, Math.max(T_MIN, k - bias));
    }

    private static int adapted(int delta, int count, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / count;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
    }

    private static void checkLength(int length) {
        if (length > LONGEST) {
            throw new IllegalArgumentException("a label of a domain has 1 to " + LONGEST + " characters");
        }
    }
}
