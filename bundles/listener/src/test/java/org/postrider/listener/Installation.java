package org.postrider.listener;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.osgi.util.converter.Converters;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.net.SessionEngine;

/** The components of the bundle, put together as they are in a framework. */
final class Installation implements AutoCloseable {

    final EventLoops loops;
    final Engines engines = new Engines();
    final ListenerMetrics metrics = new ListenerMetrics();
    private final List<Listener> listeners = new ArrayList<>();
    private long serviceId;

    Installation(String transport) {
        Map<String, Object> keys = Map.of("transport", transport, "threads", 2, "drainSeconds", 2);
        loops = new EventLoops(Converters.standardConverter().convert(keys).to(LoopsConfig.class));
    }

    /** A listener on any port of loopback unless the keys say otherwise. */
    Listener listener(Object... keysAndValues) {
        Map<String, Object> keys = keys(keysAndValues);
        Listener listener = new Listener(loops, engines, metrics, config(keys), keys);
        listeners.add(listener);
        return listener;
    }

    void change(Listener listener, Object... keysAndValues) {
        Map<String, Object> keys = keys(keysAndValues);
        listener.modified(config(keys), keys);
    }

    EchoEngine engine(String version) {
        EchoEngine engine = new EchoEngine(version);
        bind(engine);
        return engine;
    }

    void bind(SessionEngine engine) {
        engines.bindEngine(engine, Map.of(SessionEngine.PROTOCOL, "smtp", "service.id", ++serviceId));
    }

    static int port(Listener listener) {
        Await.until(() -> listener.info().state() == ListenerInfo.State.OPEN);
        return listener.info().port();
    }

    static ListenerConfig config(Map<String, Object> keys) {
        return Converters.standardConverter().convert(keys).to(ListenerConfig.class);
    }

    private static Map<String, Object> keys(Object... keysAndValues) {
        Map<String, Object> keys = new HashMap<>();
        keys.put("service.pid", "org.postrider.listener~test");
        keys.put("felix.fileinstall.filename", "file:/etc/org.postrider.listener-test.cfg");
        keys.put("port", "0"); // as text, as it comes from a file
        for (int i = 0; i < keysAndValues.length; i += 2) {
            keys.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return keys;
    }

    /** In the order of a framework: who uses the loops first. */
    @Override
    public void close() {
        if (!loops.bosses().isShutdown()) {
            listeners.forEach(Listener::close);
        }
        loops.close();
    }
}
