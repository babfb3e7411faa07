package org.postrider.smtp.server;

import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.sasl.SaslStep;
import org.postrider.api.smtp.Reply;
import org.postrider.smtp.protocol.Answer;
import org.postrider.smtp.protocol.SmtpLogin;

/** How the client of one session logs in, with the mechanisms that are there. Used on the event loop. */
final class Login implements SmtpLogin {

    /** Failed tries, then the session ends. */
    private static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHALLENGE = 334;

    private static final Reply WELCOME = Reply.of(235, "2.7.0", "Authentication successful");
    private static final Reply WRONG = Reply.of(535, "5.7.8", "Authentication credentials invalid");
    private static final Reply MALFORMED = Reply.of(501, "5.5.2", "That is no response of this mechanism");
    private static final Reply BUSY = Reply.of(454, "4.7.0", "Temporary authentication failure");
    private static final Reply TOO_MANY = Reply.of(454, "4.7.0", "Too many failed logins, try again later");
    private static final Reply GOODBYE = Reply.of(421, "4.7.0", "Too many failed logins");

    private final ClientSession session;
    private final Services services;
    private final LoginThrottle throttle;
    private final LoginPolicy policy;
    private final LoginReport report;
    private final ScheduledExecutorService loop;

    private String mechanism;
    private SaslExchange exchange;
    private CountedAuthenticator accounts;
    private boolean responded;
    private int failures;

    Login(ClientSession session, Services services, LoginThrottle throttle, LoginPolicy policy,
            ScheduledExecutorService loop) {
        this.session = session;
        this.services = services;
        this.throttle = throttle;
        this.policy = policy;
        this.report = new LoginReport(services, session);
        this.loop = loop;
    }

    @Override
    public List<String> mechanisms() {
        return offered().stream().map(SaslMechanism::name).distinct().toList();
    }

    private List<SaslMechanism> offered() {
        // RFC 4954 4, RFC 8314: a password is not asked for in clear text, wherever and whatever is configured
        boolean possible = session.tls().isPresent() && policy.isOffered(session.role());
        return !possible || services.authenticator().isEmpty() ? List.of() : services.mechanisms().stream()
                .filter(this::isOffered).sorted(Comparator.comparingInt(SaslMechanism::strength).reversed()).toList();
    }

    private boolean isOffered(SaslMechanism candidate) {
        try {
            return candidate.isOffered(session);
        } catch (RuntimeException e) {
            report.undecided(candidate.name(), e);
            return false;
        }
    }

    @Override
    public CompletionStage<Answer> begin(String name, Optional<byte[]> initial) {
        Optional<Authenticator> directory = services.authenticator();
        Optional<SaslMechanism> chosen = offered().stream().filter(it -> it.name().equals(name)).findFirst();
        if (directory.isEmpty() || chosen.isEmpty()) {
            return Answers.of(BUSY); // gone since the client was told of it
        }
        mechanism = name;
        accounts = new CountedAuthenticator(
                directory.get(), throttle, policy.limits(), session.client().getAddress());
        responded = initial.isPresent();
        if (throttle.isExhausted(session.client().getAddress(), policy.limits().client())) {
            return refused("too many failures", TOO_MANY); // whatever the mechanism would have to look at first
        }
        return guarded(() -> {
            exchange = chosen.get().begin(session, accounts);
            return initial.isPresent() ? exchange.next(initial.get())
                    : CompletableFuture.completedFuture(new SaslStep.Challenge(chosen.get().firstChallenge()));
        });
    }

    @Override
    public CompletionStage<Answer> respond(byte[] response) {
        responded = true;
        return guarded(() -> exchange.next(response));
    }

    @Override
    public void cancel() {
        if (exchange != null && responded) {
            accounts.failed(); // its try counts: what it was told may be all that it wanted
        }
        exchange = null;
    }

    private CompletionStage<Answer> guarded(Supplier<CompletionStage<SaslStep>> question) {
        CompletableFuture<SaslStep> step;
        try {
            step = question.get().toCompletableFuture();
        } catch (RuntimeException e) {
            step = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<SaslStep> awaited =
                step.isDone() ? step : step.copy().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return Answers.then(awaited, this::answer, this::onLoop).thenCompose(Function.identity());
    }

    private void onLoop(Runnable task) {
        loop.execute(task);
    }

    private CompletionStage<Answer> answer(SaslStep step, Throwable fault) {
        if (fault != null) {
            return accounts.isTooMany() ? refused("too many failures", TOO_MANY) : busy(fault);
        }
        if (step instanceof SaslStep.Challenge challenge) {
            return Answers.of(Reply.plain(CHALLENGE, Base64.getEncoder().encodeToString(challenge.data())));
        }
        exchange = null;
        if (step instanceof SaslStep.Success success) {
            accounts.succeeded();
            session.loggedIn(success.account());
            report.succeeded(mechanism, success.account());
            return Answers.of(WELCOME);
        }
        return step instanceof SaslStep.Malformed
                ? Answers.of(MALFORMED) : refused("wrong name or password", WRONG);
    }

    private CompletionStage<Answer> busy(Throwable fault) {
        accounts.unseen();
        report.undecided(mechanism, fault);
        return Answers.of(BUSY);
    }

    /** The answer comes late, so that guessing in one session takes its time; nobody waits meanwhile but the client. */
    private CompletionStage<Answer> refused(String reason, Reply reply) {
        accounts.failed();
        report.failed(mechanism, accounts.name(), reason);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Answer told = ++failures >= TRIES ? Answer.closing(GOODBYE) : Answer.of(reply);
        loop.schedule(() -> answer.complete(told), policy.delay().toMillis(), TimeUnit.MILLISECONDS);
        return answer;
    }
}
