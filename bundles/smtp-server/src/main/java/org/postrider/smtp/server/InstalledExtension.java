package org.postrider.smtp.server;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.smtp.SmtpParameter;
import org.postrider.api.smtp.SmtpVerb;
import org.postrider.api.smtp.TurnedConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An extension with what it has declared; whatever it does, an answer comes in time. */
final class InstalledExtension {

    static final Reply LOCAL_ERROR = Answers.LOCAL_ERROR;
    private static final Logger LOG = LoggerFactory.getLogger(InstalledExtension.class);
    private static final Duration OFFER_DEADLINE = Duration.ofSeconds(2);
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration TURN_DEADLINE = Duration.ofHours(1);
    private static final long QUIET = TimeUnit.SECONDS.toNanos(10);
    private static final Pattern WORDS = Pattern.compile("([!-~]+( [!-~]+)*)?");
    private static final int MAX_LINE = 400;

    private final SmtpExtension extension;
    private final ExtensionOrigin origin;
    private final String keyword;
    private final Map<String, Set<SmtpParameter>> parameters;
    private final Set<SmtpVerb> verbs;
    private final ExtensionCalls calls;
    private final ExtensionCalls turns;
    private final Duration deadline;
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    /** Reads the declarations. @throws RuntimeException if the extension cannot be used */
    InstalledExtension(SmtpExtension extension, ExtensionOrigin origin) {
        this(extension, origin, DEADLINE);
    }

    InstalledExtension(SmtpExtension extension, ExtensionOrigin origin, Duration deadline) {
        this.extension = extension;
        this.origin = origin;
        this.keyword = new SmtpParameter(extension.keyword(), 2).keyword(); // the same form, RFC 5321 4.1.1.1
        this.parameters = Map.of("MAIL", Set.copyOf(extension.mailParameters()),
                "RCPT", Set.copyOf(extension.recipientParameters()));
        this.verbs = Set.copyOf(extension.verbs());
        this.calls = new ExtensionCalls(keyword);
        this.turns = new ExtensionCalls(keyword + "-turned");
        this.deadline = deadline;
    }

    boolean is(SmtpExtension other) {
        return extension == other;
    }

    ExtensionOrigin origin() {
        return origin;
    }

    String keyword() {
        return keyword;
    }

    Set<SmtpParameter> parameters(String command) {
        return parameters.get(command);
    }

    Set<SmtpVerb> verbs() {
        return verbs;
    }

    /** Whether a command has something for it. */
    boolean isMeant(String command, Set<String> keywords) {
        return parameters(command).stream().anyMatch(parameter -> keywords.contains(parameter.keyword()));
    }

    boolean has(String command, String name) {
        return isMeant(command, Set.of(name));
    }

    /** Everything that it claims, as it is compared with what others claim. */
    Set<String> claims() {
        Set<String> claims = new HashSet<>(Set.of("keyword " + keyword));
        parameters.forEach((command, all) -> all.forEach(one -> claims.add(command + " parameter " + one.keyword())));
        verbs.forEach(verb -> claims.add("verb " + verb.name()));
        return claims;
    }

    /** Its line of EHLO. Never fails. */
    CompletableFuture<Optional<String>> offer(Session session) {
        return safely(session, "EHLO", OFFER_DEADLINE, () -> extension.offer(session).map(this::line), Optional.empty());
    }

    private String line(String words) {
        String line = words.isEmpty() ? keyword : keyword + " " + words;
        if (!WORDS.matcher(words).matches() || line.length() > MAX_LINE) {
            throw new IllegalArgumentException("it offers what no line of EHLO may have");
        }
        return line;
    }

    /** Why it refuses a command. Never fails. */
    CompletableFuture<Optional<Reply>> refusal(Session session, String command, Map<String, String> said) {
        Callable<Optional<Reply>> question = () -> (command.equals("MAIL")
                ? extension.mailRefusal(session, said) : extension.recipientRefusal(session, said))
                .map(reply -> valid(reply, !reply.isPositive()));
        return safely(session, command, deadline, question, Optional.of(LOCAL_ERROR));
    }

    /** Carries a command out. Never fails. */
    CompletableFuture<Reply> run(Session session, SmtpVerb verb, String argument) {
        // on its thread down to the JDK's future: a stage of its own making is its code too
        CompletableFuture<Reply> whole = calls
                .ask(() -> extension.run(session, verb.name(), argument).toCompletableFuture(), deadline)
                .thenCompose(Function.identity())
                .thenApply(reply -> valid(Objects.requireNonNull(reply, "it returned null"), reply.code() / 100 != 3))
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
        return whole.exceptionally(fault -> failed(session, verb.name(), fault, LOCAL_ERROR));
    }

    /** Gives it the connection. Never fails; completes when it needs the connection no more. */
    CompletableFuture<Void> turned(Session session, SmtpVerb verb, String argument, TurnedConnection connection) {
        return turns.ask(() -> {
            extension.turned(session, verb.name(), argument, connection);
            return Boolean.TRUE;
        }, TURN_DEADLINE).exceptionally(fault -> failed(session, verb.name(), fault, Boolean.FALSE)).thenAccept(done -> { });
    }

    private static Reply valid(Reply reply, boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException("it may not answer " + reply.code());
        }
        return reply;
    }

    private <T> CompletableFuture<T> safely(
            Session session, String command, Duration within, Callable<T> question, T otherwise) {
        return calls.ask(question, within).exceptionally(fault -> failed(session, command, fault, otherwise));
    }

    private <T> T failed(Session session, String command, Throwable fault, T otherwise) {
        long now = System.nanoTime();
        long quiet = quietUntil.get();
        if (now - quiet >= 0 && quietUntil.compareAndSet(quiet, now + QUIET)) {
            LOG.warn("Extension {} failed at {} in session {}: {}", keyword, command, session.id(), reason(fault));
        }
        return otherwise;
    }

    private static String reason(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof TimeoutException ? "it did not answer in time" : cause.toString();
    }
}
