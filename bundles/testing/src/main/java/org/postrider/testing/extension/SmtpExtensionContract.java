package org.postrider.testing.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.smtp.SmtpParameter;
import org.postrider.api.smtp.SmtpVerb;
import org.postrider.smtp.protocol.Extensions;
import org.postrider.smtp.protocol.ReservedNames;

/**
 * What holds for every {@link SmtpExtension}. Implement this in a test class; say by {@link #taken()} and
 * {@link #refused()} which parameters it is to take and to refuse.
 */
public interface SmtpExtensionContract {

    /** What a client may say that has the form of a value (RFC 5321 4.1.2, RFC 6531 3.3), and none at all. */
    List<String> GARBAGE = List.of("", "0", "1", "-1", "+1", "00", "-0", "1;", ";", ";;", "1;R;R", ",", "a", "A", "é", "\u202e",
            "\ud83d\ude00", "\u0661", "999999999", "9999999999", "99999999999999999999", "-99999999999999999999", "1e9", "0x1",
            "NaN", "<>", "%n", "${x}", "2026-13-45T99:99:99Z", "+999999999-12-31T23:59:59Z", "x".repeat(600),
            "9".repeat(600), ";".repeat(600));

    /** What a client may say after a verb. */
    List<String> ARGUMENTS = List.of("", " ", "x", "example.org", "@example.org", "#x", "@", "#", "a b c", "<>", "[127.0.0.1]",
            "\u0000", "\u007f", "é", "\u202e", "%n", "..", "-1", ",", "a,b", "x".repeat(600), "x ".repeat(300));

    /** An extension that is ready to be called. Called once for each test. */
    SmtpExtension extension();

    /** Parameters of MAIL that it takes from {@link #client}. */
    default List<Map<String, String>> taken() {
        return List.of();
    }

    /** Parameters of MAIL that it refuses for good, from whomever. */
    default List<Map<String, String>> refused() {
        return List.of();
    }

    /** A client to whom it is offered. */
    default Session client() {
        return SampleSession.user("ann@example.org");
    }

    /** How long one call may take. */
    default Duration deadline() {
        return Duration.ofSeconds(10);
    }

    /** Clients of every kind to whom it is offered. */
    private List<Session> clients(SmtpExtension extension) {
        return SampleSession.all().stream().filter(client -> extension.offer(client).isPresent()).toList();
    }

    @Test
    default void itsNamesAreLegalAndNotTheServersOwn() {
        SmtpExtension extension = extension();
        assertThat(new SmtpParameter(extension.keyword(), 2).keyword()).matches(name -> !ReservedNames.isKeyword(name));
        assertThat(extension.mailParameters()).noneMatch(one -> ReservedNames.isParameter(one.keyword()));
        assertThat(extension.recipientParameters()).noneMatch(one -> ReservedNames.isParameter(one.keyword()));
        assertThat(extension.verbs()).noneMatch(one -> ReservedNames.isVerb(one.name()));
    }

    @Test
    default void itsDeclarationsAreConstants() {
        SmtpExtension extension = extension();
        assertThat(extension.keyword()).isEqualTo(extension.keyword());
        assertThat(extension.mailParameters()).isEqualTo(extension.mailParameters());
        assertThat(extension.recipientParameters()).isEqualTo(extension.recipientParameters());
        assertThat(extension.verbs()).isEqualTo(extension.verbs());
    }

    @Test
    default void itsParametersFitTheLine() {
        SmtpExtension extension = extension();
        assertThat(octets(extension.mailParameters())).isLessThanOrEqualTo(Extensions.MAX_OCTETS);
        assertThat(octets(extension.recipientParameters())).isLessThanOrEqualTo(Extensions.MAX_OCTETS);
        assertThat(taken()).allSatisfy(said -> said.forEach((keyword, value) -> assertThat(extension.mailParameters())
                .anyMatch(one -> one.keyword().equals(keyword)
                        && one.octets() >= (" " + keyword + (value.isEmpty() ? "" : "=" + value)).length())));
    }

    private static int octets(Set<SmtpParameter> parameters) {
        return parameters.stream().mapToInt(SmtpParameter::octets).sum();
    }

    @Test
    default void itsLineOfEhloIsLegal() {
        SmtpExtension extension = extension();
        assertThat(extension.offer(client())).as("offer to " + client()).isPresent();
        for (Session session : SampleSession.all()) {
            Optional<String> words = inTime(() -> extension.offer(session));
            words.ifPresent(text -> assertThat((extension.keyword() + " " + text).strip())
                    .hasSizeLessThanOrEqualTo(400).matches("[!-~]+( [!-~]+)*"));
        }
    }

    @Test
    default void itTakesWhatItIsToTake() {
        SmtpExtension extension = extension();
        for (Map<String, String> said : taken()) {
            assertThat(inTime(() -> extension.mailRefusal(client(), said))).as(said.toString()).isEmpty();
        }
    }

    @Test
    default void itRefusesWhatItIsToRefuse() {
        SmtpExtension extension = extension();
        for (Map<String, String> said : refused()) {
            assertThat(inTime(() -> extension.mailRefusal(client(), said))).as(said.toString())
                    .hasValueSatisfying(reply -> assertThat(reply.isPermanent()).as(reply.toString()).isTrue());
        }
    }

    @Test
    default void anyValueIsTakenOrRefusedInWords() {
        SmtpExtension extension = extension();
        for (Session session : clients(extension)) {
            for (String value : GARBAGE) {
                for (SmtpParameter one : extension.mailParameters()) {
                    isNothingOrARefusal(inTime(() -> extension.mailRefusal(session, Map.of(one.keyword(), value))));
                }
                for (SmtpParameter one : extension.recipientParameters()) {
                    isNothingOrARefusal(inTime(() -> extension.recipientRefusal(session, Map.of(one.keyword(), value))));
                }
            }
        }
    }

    private static void isNothingOrARefusal(Optional<Reply> answer) {
        answer.ifPresent(reply -> assertThat(reply.isPositive()).as(reply.toString()).isFalse());
    }

    @Test
    default void anyArgumentOfItsVerbsHasAReply() {
        SmtpExtension extension = extension();
        for (Session session : clients(extension)) {
            for (SmtpVerb verb : extension.verbs()) {
                for (String argument : ARGUMENTS) {
                    Reply reply = inTime(() -> extension.run(session, verb.name(), argument).toCompletableFuture()
                            .get(deadline().toMillis(), TimeUnit.MILLISECONDS));
                    assertThat(reply).as(verb.name() + " " + argument).isNotNull();
                    assertThat(reply.code() / 100).as(reply.toString()).isNotEqualTo(3);
                }
            }
        }
    }

    @Test
    default void answersManySessionsAtOnceAsItAnswersOne() throws Exception {
        SmtpExtension extension = extension();
        List<Map<String, String>> asked = new ArrayList<>(taken());
        asked.addAll(refused());
        List<Optional<Reply>> alone = asked.stream().map(said -> extension.mailRefusal(client(), said)).toList();
        Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<Optional<Reply>>>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                answers.add(threads.submit(() -> {
                    assertThat(extension.offer(client())).isPresent();
                    return asked.stream().map(said -> extension.mailRefusal(client(), said)).toList();
                }));
            }
            for (Future<List<Optional<Reply>>> answer : answers) {
                assertThat(answer.get(deadline().toMillis(), TimeUnit.MILLISECONDS)).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        left.removeIf(Thread::isDaemon);
        for (Thread thread : left) {
            thread.join(10_000); // a pool is terminated a moment before its threads are
        }
        left.removeIf(thread -> !thread.isAlive());
        assertThat(left).as("threads that would keep the server from stopping").isEmpty();
    }

    private <T> T inTime(Callable<T> call) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            T answer = thread.submit(call).get(deadline().toMillis(), TimeUnit.MILLISECONDS);
            return answer == null ? fail("the extension returned null") : answer;
        } catch (TimeoutException e) {
            return fail("the extension did not answer within " + deadline());
        } catch (ExecutionException e) {
            return fail("the extension threw", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted", e);
        } finally {
            thread.shutdownNow();
        }
    }
}
