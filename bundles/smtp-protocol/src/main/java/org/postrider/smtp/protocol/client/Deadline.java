package org.postrider.smtp.protocol.client;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.DeliverBy;

/**
 * What it means for a server that a message is wanted in time, RFC 2852 4.1.4.
 *
 * @param by what the sender wants
 * @param offered what the server offers
 */
record Deadline(Optional<DeliverBy> by, Capabilities offered) {
    private static final Pattern LEAST = Pattern.compile("([0-9]{1,9})(,.*)?");

    /** What is to be returned in time goes to nobody who cannot promise that. */
    Optional<Outcome> refusal(Instant now) {
        if (by.isEmpty() || by.get().mode() != DeliverBy.Mode.RETURN) {
            return Optional.empty();
        }
        if (!isOffered()) {
            return Optional.of(Outcomes.failed(554, "5.4.7", "The server does not promise delivery in time"));
        }
        boolean late = Duration.between(now, by.get().deadline()).getSeconds() < Math.max(1, least());
        return late ? Optional.of(Outcomes.failed(554, "5.4.7", "The server cannot deliver in the time that is left"))
                : Optional.empty();
    }

    private boolean isOffered() {
        return offered.offers("DELIVERBY");
    }

    private long least() {
        Matcher least = LEAST.matcher(offered.keywords().get("DELIVERBY"));
        return least.matches() ? Long.parseLong(least.group(1)) : 0;
    }

    /** Whether the sender is told of a delay by nobody any more, once the server has the message. */
    private boolean isLost() {
        return by.isPresent() && by.get().mode() == DeliverBy.Mode.NOTIFY && !isOffered();
    }

    /** Who has a message that the server took. */
    Outcome.Holder holder() {
        return offered.offers("DSN") && !isLost() ? Outcome.Holder.REPORTING : Outcome.Holder.SILENT;
    }

    /** A recipient as it is named to the server: one that looks at no time is asked for reports of delay instead. */
    Recipient named(Recipient recipient) {
        String notify = recipient.parameters().getOrDefault("NOTIFY", "FAILURE").toUpperCase(Locale.ROOT);
        if (!isLost() || notify.contains("NEVER") || notify.contains("DELAY")) {
            return recipient;
        }
        Map<String, String> parameters = new HashMap<>(recipient.parameters());
        parameters.put("NOTIFY", notify + ",DELAY");
        return new Recipient(recipient.address(), parameters);
    }
}
