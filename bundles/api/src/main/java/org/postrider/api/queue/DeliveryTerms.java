package org.postrider.api.queue;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import org.postrider.api.message.Envelope;

/**
 * When and before whom the sender of a message wants it delivered. Extensions of SMTP let clients say so; what they say
 * is kept in the envelope, and is read here by all who act on it. Who accepts a parameter has to see that its value can
 * be read: one that cannot counts as not said.
 *
 * @param notBefore before when no delivery is attempted: HOLDFOR or HOLDUNTIL (RFC 4865)
 * @param by until when it is to be delivered: BY (RFC 2852)
 * @param priority -9 to 9, the higher the sooner: MT-PRIORITY (RFC 6710)
 */
public record DeliveryTerms(Optional<Instant> notBefore, Optional<DeliverBy> by, int priority) {

    /** As usual. */
    public static final DeliveryTerms NONE = new DeliveryTerms(Optional.empty(), Optional.empty(), 0);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DATE_TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");
    private static final Pattern PRIORITY = Pattern.compile("-?[1-9]|0");

    /** @throws IllegalArgumentException if the priority is out of range */
    public DeliveryTerms {
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(by, "by");
        if (priority < -9 || priority > 9) {
            throw new IllegalArgumentException("a priority is -9 to 9, not " + priority);
        }
    }

    /** @param accepted when the server took the message over, from where its times count */
    public static DeliveryTerms of(Envelope envelope, Instant accepted) {
        Map<String, String> said = envelope.parameters();
        Optional<Instant> notBefore = value(said, "HOLDFOR").flatMap(value -> holdFor(value, accepted))
                .or(() -> value(said, "HOLDUNTIL").flatMap(DeliveryTerms::holdUntil));
        Optional<DeliverBy> by = value(said, "BY").flatMap(value -> DeliverBy.parse(value, accepted));
        int priority = value(said, "MT-PRIORITY").flatMap(DeliveryTerms::priority).orElse(0);
        return notBefore.isEmpty() && by.isEmpty() && priority == 0 ? NONE
                : new DeliveryTerms(notBefore, by, priority);
    }

    private static Optional<String> value(Map<String, String> said, String keyword) {
        return Optional.ofNullable(said.get(keyword));
    }

    /** Reads the value of the parameter HOLDFOR, said at a certain time. */
    public static Optional<Instant> holdFor(String value, Instant from) {
        return SECONDS.matcher(value).matches() ? Optional.of(from.plusSeconds(Long.parseLong(value)))
                : Optional.empty();
    }

    /** Reads the value of the parameter HOLDUNTIL: date-time of RFC 3339 5.6. */
    public static Optional<Instant> holdUntil(String value) {
        String text = value.toUpperCase(Locale.ROOT);
        try {
            return DATE_TIME.matcher(text).matches() ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : Optional.empty();
        } catch (DateTimeException e) { // a month 13
            return Optional.empty();
        }
    }

    /** Reads the value of the parameter MT-PRIORITY. */
    public static Optional<Integer> priority(String value) {
        return PRIORITY.matcher(value).matches() ? Optional.of(Integer.valueOf(value)) : Optional.empty();
    }

    /** How long it is until a delivery may be attempted; zero if that may be now. */
    public Duration wait(Instant now) {
        return notBefore.filter(now::isBefore).map(then -> Duration.between(now, then)).orElse(Duration.ZERO);
    }

    /** Whether a message that is not delivered yet is given up now. */
    public boolean isOver(Instant now) {
        return by.filter(end -> end.isOver(now)).isPresent();
    }

    /**
     * The envelope with which a message goes on under a new id or to another server: it is not held once more, and has
     * only the time that is left.
     */
    public Envelope onward(Envelope envelope, Instant now) {
        if (notBefore.isEmpty() && by.isEmpty()) {
            return envelope;
        }
        Map<String, String> parameters = new HashMap<>(envelope.parameters());
        parameters.remove("HOLDFOR");
        parameters.remove("HOLDUNTIL");
        by.ifPresent(end -> parameters.put("BY", end.value(now)));
        return new Envelope(envelope.sender(), envelope.recipients(), parameters);
    }
}
