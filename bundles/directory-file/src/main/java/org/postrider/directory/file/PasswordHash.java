package org.postrider.directory.file;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Salted hashes of passwords: {@code {PBKDF2-SHA256}rounds$salt$hash}, the last two in base64. */
final class PasswordHash {

    static final String FORM = "{PBKDF2-SHA256}rounds$salt$hash, as mail:account-add writes it";

    private static final int ROUNDS = 600_000;
    private static final int SALT_OCTETS = 16;
    private static final int HASH_BITS = 256;
    private static final Pattern VALID =
            Pattern.compile("\\{PBKDF2-SHA256}[1-9]\\d{3,8}\\$[A-Za-z0-9+/]{22}==\\$[A-Za-z0-9+/]{43}=");

    private PasswordHash() {}

    /** @param password not changed; the caller overwrites it. Takes some hundred milliseconds, on purpose */
    static String of(char[] password) {
        byte[] salt = new byte[SALT_OCTETS];
        new SecureRandom().nextBytes(salt);
        PBEKeySpec spec = new PBEKeySpec(password, salt, ROUNDS, HASH_BITS);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return "{PBKDF2-SHA256}" + ROUNDS + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }
}
