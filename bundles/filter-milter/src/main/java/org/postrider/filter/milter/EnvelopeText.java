package org.postrider.filter.milter;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.postrider.api.message.Address;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Transaction;
import org.postrider.bridge.PeerException;
import org.postrider.bridge.PeerText;

/** Addresses and parameters as MAIL and RCPT have them: to a milter, and from one. */
final class EnvelopeText {

    private static final String EVENT = "(SUCCESS|FAILURE|DELAY)";
    private static final Pattern PARAMETER = Pattern.compile(
            "NOTIFY=(NEVER|" + EVENT + "(," + EVENT + ")*)|ORCPT=[A-Z0-9.-]{1,40};[!-~]{1,400}", Pattern.CASE_INSENSITIVE);

    private EnvelopeText() {}

    static Payload mail(Transaction transaction) {
        return payload(transaction.sender().map(Address::toString).orElse(""), transaction.parameters());
    }

    static Payload rcpt(Recipient recipient) {
        return payload(recipient.address().toString(), recipient.parameters());
    }

    private static Payload payload(String address, Map<String, String> parameters) {
        Payload payload = new Payload().text("<" + address + ">");
        parameters.forEach((keyword, value) -> payload.text(value.isEmpty() ? keyword : keyword + "=" + value));
        return payload;
    }

    /** The path that a milter wrote, with or without angle brackets; empty for {@code <>}. */
    static Optional<Address> path(String text) {
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

    /** The recipient that a milter wrote. */
    static Address recipient(String text) {
        return path(text).orElseThrow(() -> new PeerException("it names the empty address as a recipient"));
    }

    /** Parameters of a recipient that a milter wrote, separated by spaces: what RFC 3461 4 has, and nothing else. */
    static Map<String, String> parameters(String text) {
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
