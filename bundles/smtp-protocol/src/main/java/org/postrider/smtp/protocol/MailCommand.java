package org.postrider.smtp.protocol;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.postrider.api.message.Address;

/**
 * MAIL, RFC 5321 4.1.1.2.
 *
 * @param sender the reverse-path; empty for {@code <>}
 * @param parameters keyword in upper case to value, empty where none was given
 */
public record MailCommand(Optional<Address> sender, Map<String, String> parameters) {

    public MailCommand {
        Objects.requireNonNull(sender, "sender");
        parameters = Map.copyOf(parameters);
    }

    /** RFC 3030 3: the body may be anything, and comes by BDAT. */
    public boolean isBinary() {
        return "BINARYMIME".equalsIgnoreCase(parameters.get("BODY"));
    }

    /** RFC 6531 3.4. */
    public boolean isSmtpUtf8() {
        return parameters.containsKey("SMTPUTF8");
    }
}
