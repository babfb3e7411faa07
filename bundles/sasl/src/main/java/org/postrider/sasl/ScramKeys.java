package org.postrider.sasl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The two keys that SCRAM-SHA-256 stores in place of a password, RFC 5802 3, RFC 7677. Whoever reads them can neither
 * log in with them nor guess the password faster than by PBKDF2-HMAC-SHA-256.
 *
 * @param storedKey proves the client
 * @param serverKey proves the server
 */
public record ScramKeys(byte[] storedKey, byte[] serverKey) {

    private static final int KEY_BITS = 256;

    /** Takes as long as the rounds, on purpose. */
    public static ScramKeys of(char[] password, byte[] salt, int rounds) {
        return ofSalted(hash(password, salt, rounds));
    }

    /** @param salted {@code SaltedPassword}, which is PBKDF2-HMAC-SHA-256 */
    public static ScramKeys ofSalted(byte[] salted) {
        byte[] clientKey = hmac(salted, "Client Key".getBytes(StandardCharsets.US_ASCII));
        return new ScramKeys(sha256(clientKey), hmac(salted, "Server Key".getBytes(StandardCharsets.US_ASCII)));
    }

    /** PBKDF2-HMAC-SHA-256, which RFC 5802 2.2 calls {@code Hi}; the password in UTF-8. */
    public static byte[] hash(char[] password, byte[] salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, rounds, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** Whether they are the same; takes the same time wherever they differ. */
    public boolean matches(ScramKeys other) {
        return MessageDigest.isEqual(storedKey, other.storedKey) & MessageDigest.isEqual(serverKey, other.serverKey);
    }

    /** HMAC-SHA-256. */
    public static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no HmacSHA256", e);
        }
    }

    static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScramKeys keys && matches(keys);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(storedKey);
    }

    /** Says nothing about the keys. */
    @Override
    public String toString() {
        return "ScramKeys";
    }
}
