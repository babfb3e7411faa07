package org.postrider.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.DeliverBy;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.Spool;
import org.postrider.api.smtp.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what came of an attempt into the message's next state: finished, reported, or to be tried again. */
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int MAX_REPLY = 500;

    private final Time time;
    private final Reporter reporter;
    private final Journal journal;

    Settlement(Time time, Reporter reporter, Journal journal) {
        this.time = time;
        this.reporter = reporter;
        this.journal = journal;
    }

    /** @return after which pause the message is tried again; empty if it is finished */
    Optional<Duration> settle(Attempt attempt, Spool spool, QueueSettings settings) {
        QueuedMessage message = attempt.message();
        boolean expired = !time.now().isBefore(end(message, settings));
        News news = news(attempt, expired, settings);
        List<Recipient> rest = rest(attempt, expired);
        boolean told = news.isEmpty() || tell(message, news, rest, spool, settings);
        if (rest.isEmpty()) {
            watch(message.id(), spool.finish(message.id()));
            return Optional.empty();
        }
        return Optional.of(again(attempt, rest, told && !news.delays().isEmpty(), spool, settings));
    }

    /** The report is durable before its cause is forgotten: a crash in between may repeat it, never lose it. */
    private boolean tell(QueuedMessage message, News news, List<Recipient> rest, Spool spool, QueueSettings settings) {
        boolean told = reporter.report(spool, settings.hostname(), message, news);
        if (told) {
            journal.gaveUp(message, news.failures());
        } else { // a delivery is not repeated to tell of it
            news.failures().forEach(f -> rest.add(f.recipient()));
        }
        return told;
    }

    private News news(Attempt attempt, boolean expired, QueueSettings settings) {
        List<Failure> failures = new ArrayList<>();
        attempt.failed().forEach(r -> failures.add(Failure.permanent(r, attempt.reply(r).orElseThrow())));
        boolean tooLate = attempt.message().terms().isOver(time.now());
        if (expired) {
            attempt.deferred().forEach(r -> failures.add(tooLate ? Failure.tooLate(r, attempt.reply(r).orElseThrow())
                    : Failure.expired(r, attempt.reply(r).orElseThrow())));
        }
        List<Delay> delays = expired ? List.of() : Delay.of(attempt, settings, time.now());
        return new News(failures, Success.of(attempt), delays);
    }

    /** Who is untried waits for a router or a transport however long it takes, and is never given up. */
    private static List<Recipient> rest(Attempt attempt, boolean expired) {
        List<Recipient> rest = new ArrayList<>(attempt.untried());
        if (!expired) {
            rest.addAll(attempt.deferred());
        }
        return rest;
    }

    private static Instant end(QueuedMessage message, QueueSettings settings) {
        Instant end = message.begins().plus(settings.lifetime().of(message.envelope().sender()));
        return message.terms().by().filter(by -> by.mode() == DeliverBy.Mode.RETURN).map(DeliverBy::deadline)
                .filter(end::isAfter).orElse(end);
    }

    private Duration again(
            Attempt attempt, List<Recipient> rest, boolean delayTold, Spool spool, QueueSettings settings) {
        QueuedMessage message = attempt.message();
        int attempts = message.state().attempts() + (attempt.tried() ? 1 : 0);
        boolean delayReported = delayTold || message.state().delayReported();
        Duration pause = pause(attempt, attempts, delayReported, settings);
        String reply = lastReply(attempt, rest);
        QueueState state = new QueueState(
                rest, attempts, time.now().plus(pause), reply, Optional.empty(), delayReported);
        if (attempt.tried() || !reply.equals(message.state().lastReply())) {
            watch(message.id(), spool.update(message.id(), state));
        }
        return pause;
    }

    /** An attempt is made when there is something to report, so that the report is not hours late. */
    private Duration pause(Attempt attempt, int attempts, boolean delayReported, QueueSettings settings) {
        QueuedMessage message = attempt.message();
        Duration pause = attempt.tried() ? settings.retry().pause(attempts, RandomGenerator.getDefault())
                : wait(attempt.entry());
        Duration notLater = notLater(pause, end(message, settings));
        Optional<Instant> delay = delayReported ? Optional.empty() : Delay.due(message, settings);
        return delay.map(due -> notLater(notLater, due)).orElse(notLater);
    }

    private Duration notLater(Duration pause, Instant end) {
        Duration left = Duration.between(time.now(), end);
        boolean passed = left.isNegative() || left.isZero();
        return passed || pause.compareTo(left) < 0 ? pause : left;
    }

    private static Duration wait(Entry entry) {
        int waits = Math.min(entry.countWait(), 10);
        Duration pause = FIRST_WAIT.multipliedBy(1L << waits);
        return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
    }

    private static String lastReply(Attempt attempt, List<Recipient> rest) {
        String text = rest.stream().flatMap(r -> attempt.reply(r).stream()).reduce((a, b) -> b).map(Reply::toString)
                .orElse("451 4.3.5 Waiting for a router or a transport");
        return text.length() > MAX_REPLY ? text.substring(0, MAX_REPLY) : text;
    }

    private static void watch(MessageId id, CompletionStage<Void> marked) {
        marked.exceptionally(e -> {
            LOG.warn("{} its delivery could not be marked, it may be repeated: {}", id, e.toString());
            return null;
        });
    }
}
