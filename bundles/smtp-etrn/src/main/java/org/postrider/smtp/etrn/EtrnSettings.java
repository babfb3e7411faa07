package org.postrider.smtp.etrn;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.postrider.api.smtp.Session;
import org.postrider.net.Network;

/**
 * The configuration, checked.
 *
 * @param networks clients that may ask
 * @param loggedIn whether accounts may ask
 * @param domains what may be asked for; empty for anything
 * @param queues what names of queues stand for
 * @param tell what a client learns
 * @param pause how long the same is not asked for again
 * @param perHour how often somebody may ask
 */
record EtrnSettings(List<Network> networks, boolean loggedIn, List<Target> domains, Map<String, List<Target>> queues,
        Tell tell, Duration pause, int perHour) {

    private static final Pattern QUEUE = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63})\\s*=\\s*(\\S.*)");

    /** What a client learns of the queue. */
    enum Tell { COUNT, WAITING, NOTHING }

    /** @throws IllegalArgumentException if a value is not allowed; the message says which, and why */
    static EtrnSettings of(EtrnConfig config) {
        return new EtrnSettings(
                checked("networks", () -> list(config.networks()).map(Network::parse).toList()), config.loggedIn(),
                checked("domains", () -> list(config.domains()).map(Target::parse).toList()),
                checked("queues", () -> queues(config.queues())),
                checked("tell", () -> Tell.valueOf(config.tell().toUpperCase(Locale.ROOT))),
                Duration.ofSeconds(inRange("pause", config.pause(), 86_400)), inRange("perHour", config.perHour(), 100_000));
    }

    private static <T> T checked(String key, java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private static Stream<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(one -> !one.isEmpty());
    }

    private static Map<String, List<Target>> queues(String text) {
        Map<String, List<Target>> queues = new HashMap<>();
        list(text).forEach(one -> {
            Matcher form = QUEUE.matcher(one);
            if (!form.matches()) {
                throw new IllegalArgumentException("\"" + one + "\" is not name=domain ...");
            }
            List<Target> targets = Arrays.stream(form.group(2).split("\\s+")).map(Target::parse).toList();
            if (queues.put(form.group(1).toLowerCase(Locale.ROOT), targets) != null) {
                throw new IllegalArgumentException(form.group(1) + " is there twice");
            }
        });
        return Map.copyOf(queues);
    }

    private static int inRange(String key, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(key + " is " + value + "; allowed is 1 to " + max);
        }
        return value;
    }

    /** Whether the client may ask as it is now. */
    boolean mayAsk(Session session) {
        return isListed(session) || loggedIn && session.account().isPresent();
    }

    /** Whether the client may ask now or after a login, which needs encryption. */
    boolean mightAsk(Session session) {
        return mayAsk(session) || loggedIn && session.tls().isPresent();
    }

    private boolean isListed(Session session) {
        return !session.isUnixSocket()
                && networks.stream().anyMatch(network -> network.contains(session.client().getAddress()));
    }

    /**
     * What a client means.
     *
     * @throws IllegalArgumentException if it is not a node; the message says why
     */
    Node node(String text) {
        if (text.startsWith("#")) { // RFC 1985 5.1
            String name = text.substring(1).toLowerCase(Locale.ROOT);
            if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
                throw new IllegalArgumentException("no name of a queue");
            }
            return new Node("#" + name, queues.getOrDefault(name, List.of()));
        }
        Target target = Target.parse(text);
        return new Node((target.below() ? "@" : "") + target.domain(), allows(target) ? List.of(target) : List.of());
    }

    /** All below a name without a dot would be half of the mail there is. */
    private boolean allows(Target target) {
        return domains.isEmpty()
                ? !target.below() || target.domain().name().contains(".")
                : domains.stream().anyMatch(allowed -> allowed.covers(target));
    }
}
