package org.postrider.smtp.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.osgi.service.component.annotations.Component;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SessionLimits;
import org.postrider.api.smtp.SmtpExtension;

/**
 * LIMITS, RFC 9422: tells clients what the server enforces, so that they need not find out by being refused. There is no
 * limit of domains, so RCPTDOMAINMAX is not told.
 */
@Component
public final class Limits implements SmtpExtension {

    private static final int LARGEST = 999_999; // RFC 9422 5.1, 5.2: six digits

    @Override
    public String keyword() {
        return "LIMITS";
    }

    @Override
    public Optional<String> offer(Session session) {
        SessionLimits limits = session.limits();
        List<String> told = new ArrayList<>();
        tell("MAILMAX", limits.messages(), told);
        tell("RCPTMAX", OptionalInt.of(limits.recipients()), told);
        return told.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", told)); // RFC 9422 3: one or more
    }

    /** A limit of more digits cannot be told. */
    private static void tell(String name, OptionalInt limit, List<String> told) {
        if (limit.isPresent() && limit.getAsInt() <= LARGEST) {
            told.add(name + "=" + limit.getAsInt());
        }
    }
}
