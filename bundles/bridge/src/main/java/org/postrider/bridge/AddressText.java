package org.postrider.bridge;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.postrider.api.message.Address;

/** Addresses and their parameters, as a program wrote them. */
public final class AddressText {

    private static final String EVENT = "(SUCCESS|FAILURE|DELAY)";
    private static final Pattern PARAMETER = Pattern.compile(
            "NOTIFY=(NEVER|" + EVENT + "(," + EVENT + ")*)|ORCPT=[A-Z0-9.-]{1,40};[!-~]{1,400}", Pattern.CASE_INSENSITIVE);

    private AddressText() {}

    /**
     * A path, with or without angle brackets; empty for {@code <>}.
     *
     * @throws PeerException if it is none
     */
    public static Optional<Address> path(String text) {
        String path = text.strip();
        if (path.startsWith("<") && path.endsWith(">")) {
            path = path.substring(1, path.length() - 1).strip();
        }
        try {
            return path.isEmpty() ? Optional.empty() : Optional.of(Address.parse(path));
        } catch (IllegalArgumentException e) {
            throw new PeerException("it names the address " + PeerText.quoted(text) + ": " + e.getMessage(), e);
        }
    }

    /** @throws PeerException if it is none, or the empty one */
    public static Address recipient(String text) {
        return path(text).orElseThrow(() -> new PeerException("it names the empty address as a recipient"));
    }

    /**
     * Parameters of a recipient, separated by spaces: what RFC 3461 4 has.
     *
     * @throws PeerException if there is anything else
     */
    public static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String word : text.strip().split(" +")) {
            if (!word.isEmpty()) {
                if (!PARAMETER.matcher(word).matches()) {
                    throw new PeerException("it wants the parameters " + PeerText.quoted(text));
                }
                int equals = word.indexOf('=');
                parameters.put(word.substring(0, equals).toUpperCase(Locale.ROOT), word.substring(equals + 1));
            }
        }
        return parameters;
    }
}
