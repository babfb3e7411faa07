package org.postrider.queue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Router;
import org.postrider.api.delivery.Transport;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.Submission;
import org.postrider.testing.config.Configured;
import org.postrider.testing.fake.MemorySpool;
import org.postrider.testing.fake.RecordedEvents;
import org.postrider.testing.fake.RecordedMetrics;
import org.postrider.testing.fake.RecordedTraces;

/** A queue with everything around it in memory; recipients are routed to a destination of their domain's name. */
final class QueueBench implements AutoCloseable {
    final MemorySpool spool = new MemorySpool();
    final VirtualTime time = new VirtualTime();
    final ScriptedTransport transport = new ScriptedTransport();
    final RecordedEvents events = new RecordedEvents();
    final RecordedMetrics metrics = new RecordedMetrics();
    final RecordedTraces traces = new RecordedTraces();
    final Router router = (e, r) -> Optional.of(new Route("remote", r.address().domain().name()));
    private final Map<String, Object> config = new HashMap<>();
    private final ExecutorService threads;
    DeliveryQueue queue;

    private QueueBench(ExecutorService threads) {
        this.threads = threads;
    }

    /** Everything happens on the thread of the test. */
    static QueueBench direct() {
        return new QueueBench(new DirectExecutor());
    }

    /** Deliveries run on worker threads. */
    static QueueBench threaded() {
        return new QueueBench(WorkerThreads.open());
    }

    QueueBench config(String key, Object value) {
        config.put(key, value);
        return this;
    }

    /** Starts a queue without routers and transports. */
    QueueBench startBare() {
        QueueSettings settings = QueueSettings.of(Configured.with(QueueConfig.class, config));
        Workers workers = new Workers(threads, settings.workers(), Duration.ofSeconds(2));
        queue = new DeliveryQueue(settings, time, workers, () -> { });
        queue.bindEvents(events);
        queue.bindMetrics(metrics);
        queue.bindTraces(traces);
        queue.bindSpool(spool);
        return this;
    }

    QueueBench start() {
        startBare();
        addRouter();
        addTransport();
        return this;
    }

    void addRouter() {
        queue.addRouter(router, Map.of("service.id", 1L));
    }

    void addTransport() {
        queue.addTransport(transport, Map.of(Transport.NAME, "remote", "service.id", 2L));
    }

    MessageId submit(String sender, String... recipients) {
        return submit(sender, Optional.empty(), Stream.of(recipients)
                .map(a -> new Recipient(Address.parse(a))).toArray(Recipient[]::new));
    }

    MessageId submit(String sender, Optional<String> hold, Recipient... recipients) {
        return submit(sender, Map.of(), hold, recipients);
    }

    /** @param parameters what MAIL said beside the address */
    MessageId submit(String sender, Map<String, String> parameters, String... recipients) {
        return submit(sender, parameters, Optional.empty(), Stream.of(recipients)
                .map(a -> new Recipient(Address.parse(a))).toArray(Recipient[]::new));
    }

    MessageId submit(String sender, Map<String, String> parameters, Optional<String> hold, Recipient... recipients) {
        SpoolDraft draft = spool.begin(spool.nextId());
        draft.write(ByteBuffer.wrap("Subject: hello\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII)));
        Envelope envelope = new Envelope(sender.isEmpty() ? Optional.empty() : Optional.of(Address.parse(sender)),
                List.of(recipients), parameters);
        draft.commit(new Submission(envelope, new byte[0], 0, hold)).toCompletableFuture().join();
        return draft.id();
    }

    /** The only message in the spool. */
    QueuedMessage only() {
        List<QueuedMessage> all = spool.messages();
        if (all.size() != 1) {
            throw new AssertionError("expected one message in the spool: " + all);
        }
        return all.get(0);
    }

    String text(MessageId id) {
        return new String(spool.bytes(id), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        queue.close();
    }
}
