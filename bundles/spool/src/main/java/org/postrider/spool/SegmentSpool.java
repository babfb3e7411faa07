package org.postrider.spool;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.message.Message;
import org.postrider.api.message.MessageId;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.Spool;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.SpoolException;
import org.postrider.api.queue.SpoolFollower;
import org.postrider.api.queue.SpoolStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spool as one append-only log in segments. A message is acknowledged when the batch it is in has been forced to
 * the disk; batches form by themselves while the disk works on the one before.
 */
@Component(service = Spool.class, configurationPid = "org.postrider.spool",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SpoolConfiguration.class)
public final class SegmentSpool implements Spool, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentSpool.class);
    private static final long PATIENCE = 10;

    private final SpoolSettings settings;
    private final Clock clock;
    private final AutoCloseable lock;
    private final SpoolThreads threads = new SpoolThreads();
    private final SpoolMeters meters = new SpoolMeters();
    private final BigFiles bigFiles;
    private final MessageIndex index;
    private final MessageReader reader;
    private final Feeds feeds;
    private final SegmentStore segments;
    private final WaitingRecords waiting;
    private final LogTail tail;
    private final LogWriter writer;
    private final IdSource ids;
    private final SpaceWatch space;
    private final Intake intake;
    private final StateUpdates updates;
    private final Sweeper sweeper;
    private final MemoryBudget budget;

    @Activate
    public SegmentSpool(SpoolConfiguration config) throws IOException {
        this(SpoolSettings.of(config), DiskFiles.of(config), Clock.systemUTC());
    }

    /** Recovers what is on the disk and starts. */
    SegmentSpool(SpoolSettings settings, SpoolFiles files, Clock clock) throws IOException {
        this.settings = settings;
        this.clock = clock;
        files.createDirectory("");
        lock = files.lock();
        bigFiles = new BigFiles(files);
        Recovered recovered = recover(files);
        index = recovered.index();
        reader = new MessageReader(index, bigFiles);
        feeds = new Feeds(index, reader);
        segments = new SegmentStore(files, settings.segmentSize(), recovered, threads.cleaner());
        waiting = new WaitingRecords(settings.waiting());
        ids = new IdSource(clock, recovered.lastId(), id -> mark(RecordType.IDS, id));
        tail = new LogTail(segments, recovered.openEnds(), ids::reserved, clock, meters);
        writer = new LogWriter(waiting, tail, files);
        space = new SpaceWatch(files, settings);
        intake = new Intake(writer, feeds, space, clock, meters, settings.maxPayload());
        updates = new StateUpdates(index, reader, writer, bigFiles, threads.io(), clock);
        sweeper = new Sweeper(segments, index, writer, threads.cleaner(), clock);
        budget = new MemoryBudget(settings.memoryTotal());
        start(recovered);
    }

    private Recovered recover(SpoolFiles files) throws IOException {
        try {
            return new Recovery(files, bigFiles, settings.segmentSize()).run();
        } catch (IOException | RuntimeException e) {
            unlock();
            throw e;
        }
    }

    private void start(Recovered recovered) {
        space.check();
        threads.startWriter(writer);
        if (reserveIds()) {
            threads.cleaner().execute(() -> recovered.used().forEach(SegmentSpool::shrink));
        }
        threads.everySecond(this::sweep);
        LOG.info("spool: {} messages in {} segments", index.size(), segments.count());
    }

    private void sweep() {
        space.check();
        sweeper.sweep();
    }

    /** Looks at the disk and gives up segments without waiting for the next second; completes when that is done. */
    CompletableFuture<Void> tidy() {
        return CompletableFuture.runAsync(this::sweep, threads.cleaner());
    }

    /** Also begins a new segment, which says where the others end. */
    private boolean reserveIds() {
        try {
            ids.reserve().get(PATIENCE, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("spool: the log cannot be written at present: {}", e.toString());
            return false;
        }
    }

    private static void shrink(Segment segment) {
        try {
            segment.shrink();
        } catch (IOException e) {
            LOG.warn("{} could not be shortened: {}", segment.name(), e.toString());
        }
    }

    private CompletableFuture<Void> mark(RecordType type, long id) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        try {
            writer.submit(new LogRecord(type, id, clock.millis(), Payload.of(new byte[0]), 0,
                    new MarkTicket(durable, place -> { })));
        } catch (SpoolException e) {
            durable.completeExceptionally(e);
        }
        return durable;
    }

    @Reference(name = "metrics", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindMetrics(Metrics metrics) {
        meters.bind(metrics, index::size, () -> segments.octets() + bigFiles.octets());
    }

    void unbindMetrics(Metrics metrics) {
        meters.unbind(metrics);
    }

    @Override
    public MessageId nextId() {
        return new MessageId(ids.next());
    }

    @Override
    public SpoolDraft begin(MessageId id) {
        return new Draft(id, this::nextId, intake, bigFiles, threads.io(),
                new MemoryBody(budget, settings.memoryPerMessage()));
    }

    @Override
    public AutoCloseable follow(SpoolFollower follower) {
        return feeds.follow(follower);
    }

    @Override
    public Optional<QueuedMessage> find(MessageId id) {
        try {
            return reader.find(id.value());
        } catch (IOException e) {
            LOG.error("message {} cannot be read: {}", id, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public Message open(MessageId id) throws IOException {
        return reader.open(id);
    }

    @Override
    public CompletionStage<Void> update(MessageId id, QueueState state) {
        return updates.update(id.value(), state);
    }

    @Override
    public CompletionStage<Void> finish(MessageId id) {
        return updates.finish(id.value());
    }

    @Override
    public boolean hasRoom() {
        return intake.hasRoom();
    }

    @Override
    public SpoolStatus status() {
        String problem = "";
        try {
            intake.demand();
        } catch (SpoolException e) {
            problem = e.getMessage();
        }
        return new SpoolStatus(index.size(), segments.octets() + bigFiles.octets(), segments.count(),
                intake.commits(), tail.forces(), problem.isEmpty(), problem);
    }

    /** No more messages; what waits is written; files are closed. Gives up on a disk that does not answer. */
    @Deactivate
    @Override
    public void close() {
        intake.close();
        feeds.close();
        threads.endIo();
        mark(RecordType.SEAL, ids.last());
        waiting.close();
        threads.endWriter();
        waiting.drain(true).forEach(record -> record.failed(
                new SpoolException(SpoolException.Reason.CLOSED, "the spool is closed", null)));
        threads.endCleaner();
        segments.close();
        meters.close();
        unlock();
    }

    private void unlock() {
        try {
            lock.close();
        } catch (Exception e) {
            LOG.warn("the lock of the spool could not be given back: {}", e.toString());
        }
    }
}
