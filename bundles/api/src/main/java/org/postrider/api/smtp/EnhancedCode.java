package org.postrider.api.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enhanced status code, RFC 3463.
 *
 * @param type 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedCode(int type, int subject, int detail) {

    private static final Pattern FORM = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})");

    /** @throws IllegalArgumentException if a number is out of range */
    public EnhancedCode {
        if (type != 2 && type != 4 && type != 5 || subject < 0 || subject > 999 || detail < 0 || detail > 999) {
            throw new IllegalArgumentException("an enhanced status code is 2, 4 or 5, then two numbers up to 999");
        }
    }

    /** @throws IllegalArgumentException if the text is not of the form {@code 5.7.1} */
    public static EnhancedCode parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("an enhanced status code looks like 5.7.1, not " + text);
        }
        return new EnhancedCode(m.group(1).charAt(0) - '0', Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
    }

    @Override
    public String toString() {
        return type + "." + subject + "." + detail;
    }
}
