package org.postrider.filters;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What the administrator changed, by the configuration it stands in. Safe from any thread. */
@Component(service = Overrides.class)
public final class Overrides {

    private final Map<String, Changes> byPid = new TreeMap<>();
    private Runnable listener = () -> { };

    /** Settings of one filter that differ from what it declares; only values that were found to be allowed. */
    record Changes(String filter, Map<SettingKey, String> values) {
        Changes {
            values = Map.copyOf(values);
        }
    }

    @Activate
    public Overrides() {
        // begins empty; FilterOverride and configure() fill it
    }

    /** Whoever is to be told of changes; one, which replaces the one before. */
    synchronized void listen(Runnable toldOfChanges) {
        listener = toldOfChanges;
    }

    /** Returns whether this was news, of which the listener was told. */
    boolean put(String pid, Changes changes) {
        Runnable told;
        synchronized (this) {
            if (changes.equals(byPid.put(pid, changes))) {
                return false;
            }
            told = listener;
        }
        told.run();
        return true;
    }

    /** Takes back what was put, unless something else was put since. Returns whether the listener was told. */
    boolean remove(String pid, Changes put) {
        Runnable told;
        synchronized (this) {
            if (!byPid.remove(pid, put)) {
                return false;
            }
            told = listener;
        }
        told.run();
        return true;
    }

    /** Takes back whatever was put. Returns whether the listener was told. */
    boolean remove(String pid) {
        Changes put;
        synchronized (this) {
            put = byPid.get(pid);
        }
        return put != null && remove(pid, put);
    }

    /** Filter name to its changed settings; of several configurations for one filter the last by PID wins. */
    synchronized Map<String, Map<SettingKey, String>> byFilter() {
        Map<String, Map<SettingKey, String>> all = new HashMap<>();
        byPid.values().forEach(o -> all.computeIfAbsent(o.filter(), n -> new EnumMap<>(SettingKey.class))
                .putAll(o.values()));
        return all;
    }
}
