package org.postrider.console;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What an Authorization header of the scheme Basic says, RFC 7617 2.
 *
 * @param user not empty, without a colon
 * @param password as it was typed
 */
record BasicCredentials(String user, char[] password) {

    private static final String SCHEME = "basic ";
    private static final int LONGEST = 4_096;

    /** @return empty if the header is not what RFC 7617 says */
    static Optional<BasicCredentials> parse(String header) {
        if (header.length() > LONGEST || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] pair = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            return split(StandardCharsets.UTF_8.decode(ByteBuffer.wrap(pair)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first colon ends the name; the password may have more. */
    private static Optional<BasicCredentials> split(CharBuffer pair) {
        char[] all = new char[pair.remaining()];
        pair.get(all);
        for (int i = 1; i < all.length; i++) {
            if (all[i] == ':') {
                return Optional.of(new BasicCredentials(
                        new String(all, 0, i), Arrays.copyOfRange(all, i + 1, all.length)));
            }
        }
        return Optional.empty();
    }

    /** Overwrites the password. */
    void forget() {
        Arrays.fill(password, '\0');
    }

    @Override
    public String toString() {
        return "credentials of a user"; // neither name nor password belongs in a log
    }
}
