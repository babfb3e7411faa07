package org.postrider.directory.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.postrider.api.message.Address;
import org.postrider.sasl.ScramKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a name that cannot log in is told in place of an account's salt and rounds: always the same for a name, as for
 * an account. It comes from a secret in a file beside the domains, so that a restart does not change it and
 * tell that there is no such account.
 *
 * @param rounds what passwords are hashed with when they are set
 */
record LoginSecret(byte[] key, int rounds) {

    static final String FILE = ".login-secret";

    private static final Logger LOG = LoggerFactory.getLogger(LoginSecret.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_OCTETS = 32;
    private static final int SALT_OCTETS = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/]{43}=");

    /**
     * That of a folder, which gets one if it has none. One that cannot be read or written is a problem and not an outage:
     * another one serves until the next start, and the file stays as it is.
     */
    static LoginSecret in(DomainFolder folder, int rounds, List<String> problems) {
        byte[] fresh = new byte[KEY_OCTETS];
        RANDOM.nextBytes(fresh);
        try {
            return new LoginSecret(key(folder, fresh), rounds);
        } catch (IOException | DomainFileException e) {
            String found = e instanceof DomainFileException ? e.getMessage() : e.toString();
            String problem = FILE + ": found " + found + "; allowed is a file that can be read, with 32 octets in "
                    + "base64; without it a new one is written. What unknown names are told changes with each start";
            LOG.warn("{}", problem);
            problems.add(problem);
            return new LoginSecret(fresh, rounds);
        }
    }

    private static byte[] key(DomainFolder folder, byte[] fresh) throws IOException, DomainFileException {
        if (!folder.exists(FILE)) {
            folder.replace(FILE, Base64.getEncoder().encodeToString(fresh) + "\n");
            return fresh;
        }
        String text = folder.text(FILE).strip();
        if (!FORM.matcher(text).matches()) { // it is not shown: most of it may be right
            throw new DomainFileException(text.length() + " characters that are no secret");
        }
        return Base64.getDecoder().decode(text);
    }

    /** What no password matches, at the same cost. */
    PasswordHash madeUp(String name) {
        byte[] octets = ScramKeys.hmac(key, compared(name).getBytes(StandardCharsets.UTF_8));
        return PasswordHash.madeUp(Arrays.copyOf(octets, SALT_OCTETS), rounds);
    }

    /** The name in the form in which those of accounts are compared. */
    private static String compared(String name) {
        try {
            Address address = Address.parse(name);
            return Entry.key(address) + "@" + address.domain();
        } catch (IllegalArgumentException e) {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    /** Says nothing about the key. */
    @Override
    public String toString() {
        return "LoginSecret";
    }
}
