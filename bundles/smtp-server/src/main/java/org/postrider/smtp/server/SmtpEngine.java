package org.postrider.smtp.server;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.directory.Directory;
import org.postrider.api.event.MailEvent;
import org.postrider.api.event.MailEvents;
import org.postrider.api.filter.Filters;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.plugin.BundleUse;
import org.postrider.api.queue.Spool;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.trace.Trace;
import org.postrider.api.trace.Traces;
import org.postrider.net.Connection;
import org.postrider.net.SessionEngine;
import org.postrider.net.TlsContexts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks SMTP on the connections of listeners. Outlives the services it uses: while the spool, the directory or the
 * filters are absent it answers 421 and 451, so that no mail passes unfiltered and none is lost, and goes on when they
 * are back.
 */
@Component(
        service = {SessionEngine.class, BundleUse.class},
        configurationPid = "org.postrider.smtp.server",
        property = SessionEngine.PROTOCOL + "=smtp")
@Designate(ocd = SmtpServerConfiguration.class)
public final class SmtpEngine implements SessionEngine, BundleUse, Services {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpEngine.class);

    @Reference(name = "spool", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Spool spool;
    @Reference(name = "directory", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Directory directory;
    @Reference(name = "filters", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Filters filters;
    @Reference(name = "traces", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Traces traces;
    @Reference(name = "events", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile MailEvents events;

    @Reference(name = "certificates", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile TlsContexts certificates;
    @Reference(name = "authenticator", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Authenticator authenticator;
    @Reference(name = "mechanisms", policy = ReferencePolicy.DYNAMIC)
    private volatile List<SaslMechanism> mechanisms = List.of();

    private final long bundle;
    private final String version;
    private final long since = System.nanoTime();
    private final InstalledExtensions extensions = new InstalledExtensions();
    private final Sessions sessions = new Sessions(this);
    private final Instruments instruments = new Instruments(sessions::active, sessions::stressed);
    private final MemoryBudget memory = new MemoryBudget(Memory::heapPercent, Memory::directPercent, System::nanoTime,
            () -> CompletableFuture.runAsync(System::gc)); // everything stands still meanwhile, on whichever thread
    private volatile SessionPolicy policy;

    /** @throws IllegalArgumentException if the configuration is not allowed; the message says what is */
    @Activate
    public SmtpEngine(BundleContext bundle, SmtpServerConfiguration config) {
        this.bundle = bundle.getBundle().getBundleId();
        this.version = bundle.getBundle().getVersion().toString();
        use(SessionPolicy.of(config));
    }

    /** New sessions are held as is said now. What is not allowed changes nothing. */
    @Modified
    void configure(SmtpServerConfiguration config) {
        try {
            use(SessionPolicy.of(config));
        } catch (IllegalArgumentException e) {
            LOG.error("org.postrider.smtp.server: {}; the configuration before it stays in force", e.getMessage());
        }
    }

    private void use(SessionPolicy checked) {
        policy = checked;
        memory.limit(checked.memoryLimit());
    }

    @Reference(name = "metrics", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindMetrics(Metrics metrics) {
        instruments.declare(metrics);
    }

    void unbindMetrics(Metrics metrics) {
        instruments.forget(metrics);
    }

    @Reference(name = "extensions", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addExtension(SmtpExtension extension, ServiceReference<SmtpExtension> reference) {
        extensions.add(extension, ExtensionOrigin.of(reference.getBundle()));
    }

    void removeExtension(SmtpExtension extension) {
        extensions.remove(extension);
    }

    /** Ends all sessions, those with a transaction under way within the drain time. */
    @Deactivate
    void stop() throws InterruptedException {
        sessions.retire();
        sessions.drain(policy.timeouts().drain());
        instruments.close();
    }

    @Override
    public boolean isSettled() {
        return System.nanoTime() - since >= policy.timeouts().serviceWait().toNanos();
    }

    @Override
    public boolean accept(Connection connection) {
        return sessions.begin(connection, policy);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int active() {
        return sessions.active();
    }

    @Override
    public void retire() {
        sessions.retire();
    }

    @Override
    public int sessions(long used) {
        return used == bundle ? sessions.active() : sessions.using(used);
    }

    @Override
    public void retire(long used) {
        if (used == bundle) {
            sessions.retire();
        } else {
            extensions.retire(used);
        }
    }

    @Override
    public Optional<Spool> spool() {
        return Optional.ofNullable(spool);
    }

    @Override
    public Optional<Directory> directory() {
        return Optional.ofNullable(directory);
    }

    @Override
    public Optional<Filters> filters() {
        return Optional.ofNullable(filters);
    }

    @Override
    public Optional<TlsContexts> certificates() {
        return Optional.ofNullable(certificates);
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.ofNullable(authenticator);
    }

    @Override
    public List<SaslMechanism> mechanisms() {
        return mechanisms;
    }

    @Override
    public ExtensionSet extensions() {
        return extensions.current();
    }

    @Override
    public void keep(Trace trace) {
        Traces now = traces;
        if (now != null) {
            now.keep(trace);
        }
    }

    @Override
    public void publish(MailEvent event) {
        MailEvents now = events;
        if (now != null) {
            now.publish(event);
        }
    }

    @Override
    public MemoryBudget memory() {
        return memory;
    }

    @Override
    public Meters meters() {
        return instruments.meters();
    }
}
