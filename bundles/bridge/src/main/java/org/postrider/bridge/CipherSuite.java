package org.postrider.bridge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the name of a cipher suite says. */
public final class CipherSuite {

    private static final Pattern KEY_BITS = Pattern.compile("_(128|256)_|(CHACHA20)");

    private CipherSuite() {}

    /** How long its key is; empty for one whose name does not say it. */
    public static Optional<String> keyBits(String suite) {
        Matcher bits = KEY_BITS.matcher(suite);
        return bits.find() ? Optional.of(bits.group(1) == null ? "256" : bits.group(1)) : Optional.empty();
    }
}
