package org.postrider.directory.file;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postrider.api.directory.ScramCredentials;
import org.postrider.api.message.Address;
import org.postrider.sasl.Saslprep;
import org.postrider.sasl.ScramKeys;

/**
 * What is stored of a password: {@code {SCRAM-SHA-256}rounds$salt$storedKey$serverKey}, all but the rounds in base64. It
 * checks passwords as well as it serves SCRAM. The form before it, {@code {PBKDF2-SHA256}rounds$salt$hash}, is still read:
 * its hash is what SCRAM makes its keys of.
 *
 * @param isPrepared whether the password was prepared (RFC 4013) before it was hashed
 */
record PasswordHash(int rounds, byte[] salt, ScramKeys keys, boolean isPrepared) {

    static final String FORM = "{SCRAM-SHA-256}rounds$salt$key$key, as mail:account-passwd writes it";
    static final int FEWEST_ROUNDS = 4_096; // RFC 7677 4
    static final int MOST_ROUNDS = 10_000_000;
    static final int ROUNDS = 600_000;

    private static final int SALT_OCTETS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ROUNDS_AND_SALT = "([1-9]\\d{3,8})\\$([A-Za-z0-9+/]{22}==)";
    private static final String KEY = "\\$([A-Za-z0-9+/]{43}=)";
    private static final Pattern SCRAM = Pattern.compile("\\{SCRAM-SHA-256}" + ROUNDS_AND_SALT + KEY + KEY);
    private static final Pattern PBKDF2 = Pattern.compile("\\{PBKDF2-SHA256}" + ROUNDS_AND_SALT + KEY);

    /**
     * Takes some hundred milliseconds, on purpose.
     *
     * @param password not changed; the caller overwrites it
     * @param rounds that hash it
     * @throws IllegalArgumentException if it has a character that no password has
     */
    static PasswordHash of(char[] password, int rounds) {
        Optional<String> prepared = Saslprep.prepare(new String(password)); // RFC 5802 5.1
        if (prepared.isEmpty()) {
            throw new IllegalArgumentException("a password has no control characters and none that Unicode does not know");
        }
        byte[] salt = new byte[SALT_OCTETS];
        RANDOM.nextBytes(salt);
        return new PasswordHash(rounds, salt, ScramKeys.of(prepared.get().toCharArray(), salt, rounds), true);
    }

    /** What no password matches, at the same cost. */
    static PasswordHash madeUp(byte[] salt, int rounds) {
        return new PasswordHash(rounds, salt, new ScramKeys(new byte[32], new byte[32]), true);
    }

    static boolean isValid(String text) {
        return SCRAM.matcher(text).matches() || PBKDF2.matcher(text).matches();
    }

    /** @param text that is valid */
    static PasswordHash parse(String text) {
        Matcher scram = SCRAM.matcher(text);
        if (scram.matches()) {
            return new PasswordHash(Integer.parseInt(scram.group(1)), octets(scram.group(2)),
                    new ScramKeys(octets(scram.group(3)), octets(scram.group(4))), true);
        }
        Matcher pbkdf2 = PBKDF2.matcher(text);
        if (!pbkdf2.matches()) {
            throw new IllegalArgumentException("no hash of a password");
        }
        return new PasswordHash(Integer.parseInt(pbkdf2.group(1)), octets(pbkdf2.group(2)),
                ScramKeys.ofSalted(octets(pbkdf2.group(3))), false);
    }

    /** Whether it is this password; takes as long if it is not. */
    boolean matches(char[] password) {
        Optional<String> prepared = isPrepared ? Saslprep.prepare(new String(password)) : Optional.empty();
        char[] hashed = prepared.map(String::toCharArray).orElse(password);
        boolean same = keys.matches(ScramKeys.of(hashed, salt, rounds));
        return same && (prepared.isPresent() || !isPrepared);
    }

    ScramCredentials credentials(Optional<Address> account) {
        return new ScramCredentials(account, salt, rounds, keys.storedKey(), keys.serverKey());
    }

    /** As it stands in a file. */
    String text() {
        return "{SCRAM-SHA-256}" + rounds + "$" + base64(salt) + "$" + base64(keys.storedKey()) + "$"
                + base64(keys.serverKey());
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static byte[] octets(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    /** Says nothing about the password. */
    @Override
    public String toString() {
        return "PasswordHash";
    }
}
