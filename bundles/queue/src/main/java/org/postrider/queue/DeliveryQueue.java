package org.postrider.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.delivery.Router;
import org.postrider.api.delivery.Transport;
import org.postrider.api.event.MailEvents;
import org.postrider.api.message.Domain;
import org.postrider.api.message.MessageId;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.queue.Queue;
import org.postrider.api.queue.QueueStatus;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.Spool;
import org.postrider.api.trace.Traces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schedule of delivery. Follows the spool, and delivers what it tells of. The spool, the routers and the transports
 * may be replaced while messages are under way: those that miss one wait for it.
 */
@Component(service = Queue.class, immediate = true, configurationPid = "org.postrider.queue")
@Designate(ocd = QueueConfig.class)
public final class DeliveryQueue implements Queue {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryQueue.class);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Census census = new Census();
    private final Meters meters = new Meters(census);
    private final Ranked<Router> routers = new Ranked<>();
    private final Ranked<Transport> transports = new Ranked<>();
    private final Journal journal;
    private final Workers workers;
    private final Destinations destinations;
    private final Ledger ledger;
    private final Following following;
    private final Runnable stopTime;
    private volatile QueueSettings settings;

    @Activate
    public DeliveryQueue(QueueConfig config) {
        this(QueueSettings.of(config), new SystemTime());
    }

    private DeliveryQueue(QueueSettings settings, SystemTime time) {
        this(settings, time, new Workers(WorkerThreads.open(), settings.workers(), GRACE), time::close);
    }

    /** With other clocks and workers. */
    DeliveryQueue(QueueSettings settings, Time time, Workers workers, Runnable stopTime) {
        this.settings = settings;
        this.workers = workers;
        this.stopTime = stopTime;
        journal = new Journal(time, meters);
        destinations = new Destinations(settings.perDestination());
        Settlement settlement = new Settlement(time, new Reporter(time, journal), journal);
        Parts parts = new Parts(time, workers, destinations, settlement, journal, this::spool, () -> this.settings);
        ledger = new Ledger(census, parts, new Planner(routers), new Carrier(transports));
        following = new Following(ledger::queued);
    }

    private Spool spool() {
        return following.spool();
    }

    /** A configuration that is not allowed changes nothing. */
    @Modified
    void modified(QueueConfig config) {
        try {
            settings = QueueSettings.of(config);
        } catch (IllegalArgumentException e) {
            LOG.error("org.postrider.queue.cfg is not used, what was configured before stays: {}", e.getMessage());
        }
        destinations.limit(settings.perDestination());
        workers.limit(settings.workers());
    }

    @Deactivate
    void close() {
        following.close();
        workers.close();
        stopTime.run();
        meters.withdraw();
    }

    @Reference(name = "spool", policy = ReferencePolicy.DYNAMIC)
    void bindSpool(Spool spool) {
        following.follow(spool);
    }

    void unbindSpool(Spool spool) {
        following.leave(spool);
    }

    @Reference(name = "routers", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRouter(Router router, Map<String, Object> properties) {
        routers.add(router, properties);
        ledger.serviceCame();
    }

    void removeRouter(Router router) {
        routers.remove(router);
    }

    @Reference(name = "transports", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTransport(Transport transport, Map<String, Object> properties) {
        transports.add(transport, properties);
        ledger.serviceCame();
    }

    void removeTransport(Transport transport) {
        transports.remove(transport);
    }

    @Reference(name = "events", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindEvents(MailEvents events) {
        journal.bind(events);
    }

    void unbindEvents(MailEvents events) {
        journal.unbind(events);
    }

    @Reference(name = "traces", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindTraces(Traces traces) {
        journal.bind(traces);
    }

    void unbindTraces(Traces traces) {
        journal.unbind(traces);
    }

    @Reference(name = "metrics", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindMetrics(Metrics metrics) {
        meters.declare(metrics);
    }

    void unbindMetrics(Metrics metrics) {
        meters.withdraw(metrics);
    }

    @Override
    public List<QueuedMessage> list(int limit) {
        return ledger.list(limit);
    }

    @Override
    public Optional<QueuedMessage> find(MessageId id) {
        return following.spool().find(id);
    }

    @Override
    public int flush() {
        return ledger.flush();
    }

    @Override
    public int flush(Predicate<Domain> destinations) {
        return ledger.flush(destinations);
    }

    @Override
    public List<MessageId> waiting(Predicate<Domain> destinations, int limit) {
        return ledger.waiting(destinations, limit);
    }

    @Override
    public boolean flush(MessageId id) {
        return ledger.flush(id);
    }

    @Override
    public boolean remove(MessageId id) {
        return ledger.remove(id);
    }

    @Override
    public boolean hold(MessageId id, String reason) {
        return ledger.hold(id, reason);
    }

    @Override
    public boolean release(MessageId id) {
        return ledger.release(id);
    }

    @Override
    public QueueStatus status() {
        return new QueueStatus(ledger.size(), census.of(Entry.State.ACTIVE), census.of(Entry.State.WAITING),
                census.of(Entry.State.HELD), meters.delivered(), meters.bounced());
    }
}
