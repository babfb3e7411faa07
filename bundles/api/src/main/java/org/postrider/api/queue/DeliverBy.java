package org.postrider.api.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Until when the sender of a message wants it delivered, RFC 2852 4.
 *
 * @param deadline until when; a sender who wants to be told may name a time that has passed
 * @param mode what is done when it has passed
 * @param trace whether the sender is told of each server that passes the message on
 */
public record DeliverBy(Instant deadline, Mode mode, boolean trace) {

    /** What is done with a message that is not delivered in time. */
    public enum Mode {
        /** It is given up. */
        RETURN,
        /** Its sender is told that it is late, and it is tried further. */
        NOTIFY
    }

    private static final Pattern FORM = Pattern.compile("([+-]?[0-9]{1,9});([RN])(T?)", Pattern.CASE_INSENSITIVE);
    private static final long MOST = 999_999_999;

    public DeliverBy {
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(mode, "mode");
    }

    /**
     * Reads the value of the parameter BY.
     *
     * @param from when it was said
     * @return empty if it has not the form of one, or wants a message returned before it was sent
     */
    public static Optional<DeliverBy> parse(String value, Instant from) {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            return Optional.empty();
        }
        long seconds = Long.parseLong(form.group(1));
        Mode mode = form.group(2).equalsIgnoreCase("R") ? Mode.RETURN : Mode.NOTIFY;
        return mode == Mode.RETURN && seconds <= 0 ? Optional.empty()
                : Optional.of(new DeliverBy(from.plusSeconds(seconds), mode, !form.group(3).isEmpty()));
    }

    /** Whether a message that is not delivered yet is given up now. */
    public boolean isOver(Instant now) {
        return mode == Mode.RETURN && !now.isBefore(deadline);
    }

    /** The value of the parameter BY for the next server, with the seconds that are left; at least one before a return. */
    public String value(Instant now) {
        long left = Math.max(mode == Mode.RETURN ? 1 : -MOST, Math.min(MOST, Duration.between(now, deadline).getSeconds()));
        return left + ";" + mode.name().charAt(0) + (trace ? "T" : "");
    }
}
