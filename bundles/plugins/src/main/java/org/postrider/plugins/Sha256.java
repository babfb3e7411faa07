package org.postrider.plugins;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** What octets hash to, as lower-case hexadecimal digits. FIPS 180-4. */
final class Sha256 {

    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{64}");

    private Sha256() {
    }

    static String of(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    static String of(byte[] octets) {
        return HexFormat.of().formatHex(digest().digest(octets));
    }

    /** @throws IllegalArgumentException if it is none */
    static String checked(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!TEXT.matcher(lower).matches()) {
            throw new IllegalArgumentException("a SHA-256 is 64 hexadecimal digits, not " + text);
        }
        return lower;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
