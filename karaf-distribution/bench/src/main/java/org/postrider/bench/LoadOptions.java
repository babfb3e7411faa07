package org.postrider.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.postrider.bench.Target.Login;
import org.postrider.bench.Target.Security;

/** What the command line asks the generator to do. */
record LoadOptions(Target target, Pace pace, Mail mail, Extras extras) {

    /** The messages. {@code to} may hold a range: {@code user{1-100}@example.org}. */
    record Mail(String from, Recipients to, int recipients, int size) {}

    /**
     * The rest.
     *
     * @param idle connections that are only held, 0 for a run with mail
     * @param pid a process whose processor time and memory are told too
     */
    record Extras(boolean insecure, int warmUp, int idle, boolean json, Optional<Path> plot, OptionalLong pid) {}

    static final String VALUED = "messages seconds sessions size from to recipients per-connection rate warmup timeout"
            + " auth idle plot pid yes-i-may-load";
    static final String FLAGS = "tls smtps insecure no-pipelining lmtp json";
    private static final int MANY = 1_000_000_000;
    private static final int DAY = 86_400;

    /**
     * @param passwords gives the password of an account
     * @throws IllegalArgumentException in words, if it cannot be done
     */
    static LoadOptions of(List<String> args, Function<String, String> passwords) {
        Words words = new Words(args, VALUED, FLAGS);
        if (words.rest().size() > 1) {
            throw new IllegalArgumentException("more than one server: " + words.rest());
        }
        return new LoadOptions(target(words, passwords), pace(words), mail(words), extras(words));
    }

    private static Target target(Words words, Function<String, String> passwords) {
        if (words.has("tls") && words.has("smtps")) {
            throw new IllegalArgumentException("--tls and --smtps exclude each other");
        }
        Security security = words.has("tls") ? Security.STARTTLS
                : words.has("smtps") ? Security.IMPLICIT : Security.NONE;
        if (words.has("auth") && security == Security.NONE) {
            throw new IllegalArgumentException("--auth needs --tls or --smtps: a password is sent over TLS only");
        }
        String place = words.rest().isEmpty() ? "127.0.0.1" : words.rest().get(0);
        Optional<Login> login = words.text("auth").map(user -> new Login(user, passwords.apply(user)));
        return new Target(Target.host(place), Target.address(place, words.text("yes-i-may-load")), security,
                words.has("lmtp"), login);
    }

    private static Pace pace(Words words) {
        boolean timed = words.has("seconds") && !words.has("messages");
        long messages = timed ? Long.MAX_VALUE : words.number("messages", 10_000, 1, MANY);
        return new Pace(messages, words.duration("seconds", Duration.ZERO, DAY),
                words.number("sessions", 20, 1, 10_000), words.number("per-connection", 0, 1, MANY),
                !words.has("no-pipelining"), words.number("rate", 0, 1, 10_000_000),
                words.duration("timeout", Duration.ofSeconds(30), 3_600));
    }

    private static Mail mail(Words words) {
        String from = words.text("from").orElse("bench@localhost");
        return new Mail(Recipients.plain("from", from), Recipients.of(words.text("to").orElse("postmaster@localhost")),
                words.number("recipients", 1, 1, 1_000), words.number("size", 4_096, 256, 256 << 20));
    }

    private static Extras extras(Words words) {
        OptionalLong pid = words.has("pid") ? OptionalLong.of(words.number("pid", 0, 1, MANY)) : OptionalLong.empty();
        return new Extras(words.has("insecure"), words.number("warmup", 0, 1, MANY), words.number("idle", 0, 1, 100_000),
                words.has("json"), words.text("plot").map(Path::of), pid);
    }
}
