package org.postrider.filter.milter;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postrider.bridge.PeerException;

/**
 * What was negotiated with a milter.
 *
 * @param version of the protocol, 2 to 6
 * @param actions what it may do to a message
 * @param protocol what it is not told, and what it does not reply to
 * @param symbols the macros that it wants at a step, where it does not want the usual ones
 */
record Terms(int version, int actions, int protocol, Map<Step, List<String>> symbols) {

    static final char NEGOTIATE = 'O';
    static final int OLDEST = 2;
    static final int NEWEST = 6;

    private static final int MAX_SYMBOLS = 100;

    Terms {
        symbols = Map.copyOf(symbols);
    }

    /** What a milter is offered, up to this version. */
    static Packet offer(int version) {
        return new Payload().number(version).number(Flags.actions(version)).number(Flags.protocol(version)).as(NEGOTIATE);
    }

    /**
     * What comes of its reply. What it takes without having been offered it is not given: an action is refused when it
     * comes.
     *
     * @throws PeerException if that is nothing to agree on
     */
    static Terms of(Packet reply, int offered) {
        if (reply.type() != NEGOTIATE) {
            throw new PeerException("it answers the negotiation with packet " + reply.name());
        }
        PayloadReader in = new PayloadReader(reply);
        int version = in.number();
        if (version < OLDEST || version > offered) {
            throw new PeerException("it speaks version " + Integer.toUnsignedString(version) + " of the protocol, allowed is "
                    + OLDEST + " to " + offered);
        }
        int actions = in.number() & Flags.actions(version);
        int protocol = in.number();
        for (Step step : Step.values()) {
            if ((protocol & step.silent() & ~Flags.protocol(version)) != 0) {
                throw new PeerException("it would not reply to " + step + ", which version " + version + " does not allow");
            }
        }
        return new Terms(version, actions, protocol & Flags.protocol(version), symbols(in));
    }

    private static Map<Step, List<String>> symbols(PayloadReader in) {
        Map<Step, List<String>> symbols = new EnumMap<>(Step.class);
        while (in.hasMore()) {
            int stage = in.number();
            List<String> names = names(in.text());
            step(stage).ifPresent(step -> symbols.put(step, names));
        }
        return symbols;
    }

    private static Optional<Step> step(int stage) {
        for (Step step : Step.values()) {
            if (step.symbols() == stage && stage != Step.NO_SYMBOLS) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    private static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        for (String name : list.split("[\\s,]+")) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        if (names.size() > MAX_SYMBOLS) {
            throw new PeerException("it asks for " + names.size() + " macros at once, allowed are " + MAX_SYMBOLS);
        }
        return List.copyOf(names);
    }

    boolean wants(Step step) {
        return version >= step.since() && (protocol & step.unwanted()) == 0;
    }

    boolean replies(Step step) {
        return (protocol & step.silent()) == 0;
    }

    boolean wantsLeadingSpace() {
        return (protocol & Flags.LEADING_SPACE) != 0;
    }

    boolean maySkip() {
        return (protocol & Flags.SKIP) != 0;
    }

    boolean allows(Amendment amendment) {
        return (actions & amendment.flag()) == amendment.flag();
    }
}
