package org.postrider.listener;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.postrider.net.SessionEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engines that are there, newest first: by version of the bundle, then by who came last. */
@Component(service = Engines.class, immediate = true)
public final class Engines {

    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
    private static final Comparator<Entry> NEWEST_FIRST =
            Comparator.comparing(Entry::version).thenComparingLong(Entry::serviceId).reversed();

    private final CopyOnWriteArrayList<Runnable> followers = new CopyOnWriteArrayList<>();
    private volatile List<Entry> entries = List.of();

    /** The engines for a protocol, in the order in which they are offered a connection. */
    List<SessionEngine> of(String protocol) {
        return entries.stream().filter(e -> e.protocol().equals(protocol)).map(Entry::engine).toList();
    }

    /** Runs this on any thread whenever an engine has come. */
    void follow(Runnable follower) {
        followers.add(follower);
    }

    void unfollow(Runnable follower) {
        followers.remove(follower);
    }

    @Reference(name = "engine", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindEngine(SessionEngine engine, Map<String, Object> properties) {
        Entry entry = new Entry(engine, String.valueOf(properties.get(SessionEngine.PROTOCOL)), version(engine),
                properties.get("service.id") instanceof Long id ? id : 0);
        synchronized (this) {
            List<Entry> changed = new ArrayList<>(entries);
            changed.add(entry);
            changed.sort(NEWEST_FIRST);
            entries = List.copyOf(changed);
        }
        LOG.info("engine for {} has come, version {}", entry.protocol(), entry.version());
        followers.forEach(Runnable::run);
    }

    synchronized void unbindEngine(SessionEngine engine) {
        entries = entries.stream().filter(e -> e.engine() != engine).toList();
        LOG.info("engine has gone, version {}", engine.version());
    }

    private static Version version(SessionEngine engine) {
        try {
            return Version.parseVersion(engine.version());
        } catch (IllegalArgumentException e) {
            LOG.warn("engine {} has no version: {}; it is tried last", engine.getClass().getName(), e.getMessage());
            return Version.emptyVersion;
        }
    }

    private record Entry(SessionEngine engine, String protocol, Version version, long serviceId) {}
}
