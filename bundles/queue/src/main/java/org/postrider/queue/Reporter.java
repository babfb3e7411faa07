package org.postrider.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Message;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.Spool;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.Submission;
import org.postrider.mime.DeliveryReport;
import org.postrider.mime.ParsedMessage;
import org.postrider.mime.RecipientReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells senders of failures, of delays, and of success where they asked for it, RFC 3464: from {@code <>}, one report for all
 * recipients of an attempt.
 */
final class Reporter {
    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final long COMMIT_SECONDS = 60;

    private final Time time;
    private final Journal journal;

    Reporter(Time time, Journal journal) {
        this.time = time;
        this.journal = journal;
    }

    /** @return whether all is done: the report is durable, or none is due */
    boolean report(Spool spool, String hostname, QueuedMessage message, News news) {
        List<RecipientReport> reported = news.wanted();
        Optional<Address> sender = message.envelope().sender();
        if (sender.isEmpty() || reported.isEmpty()) {
            if (!news.failures().isEmpty()) {
                journal.unreported(message, news.failures()); // RFC 5321 4.5.5: never a report about a report
            }
            return true;
        }
        MessageId id = spool.nextId();
        byte[] bytes;
        try {
            bytes = compose(id, spool, hostname, message, reported);
        } catch (IOException e) {
            LOG.warn("{} its report could not be composed: {}", message.id(), e.toString());
            return false;
        }
        return submit(spool, id, bytes, envelope(message, sender.get()), message.id());
    }

    private byte[] compose(MessageId id, Spool spool, String hostname, QueuedMessage message,
            List<RecipientReport> recipients) throws IOException {
        DeliveryReport report = new DeliveryReport(new Domain(hostname), Clock.fixed(time.now(), ZoneOffset.UTC));
        try {
            return report.compose(id, message, spool.open(message.id()), recipients);
        } catch (IOException e) {
            LOG.warn("{} cannot be read, its report is without its header: {}", message.id(), e.toString());
            Message nothing = new ParsedMessage(0, InputStream::nullInputStream);
            return report.compose(id, message, nothing, recipients);
        }
    }

    private static Envelope envelope(QueuedMessage message, Address sender) {
        Map<String, String> parameters = message.envelope().isSmtpUtf8() ? Map.of("SMTPUTF8", "") : Map.of();
        return new Envelope(Optional.empty(), List.of(new Recipient(sender)), parameters);
    }

    private boolean submit(Spool spool, MessageId id, byte[] bytes, Envelope envelope, MessageId cause) {
        SpoolDraft draft = spool.begin(id);
        try {
            await(draft.write(ByteBuffer.wrap(bytes)));
            journal.reported(await(draft.commit(new Submission(envelope, new byte[0], 0, Optional.empty()))), cause);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} the report to <{}> could not be kept, it is tried again: {}", cause,
                    envelope.recipients().get(0).address(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            draft.abort(); // does nothing after a commit
        }
        return false;
    }

    private static <T> T await(CompletionStage<T> stage)
            throws ExecutionException, TimeoutException, InterruptedException {
        return stage.toCompletableFuture().get(COMMIT_SECONDS, TimeUnit.SECONDS);
    }
}
