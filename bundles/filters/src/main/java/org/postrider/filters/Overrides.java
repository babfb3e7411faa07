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

    void put(String pid, Changes changes) {
        Runnable told;
        synchronized (this) {
            if (changes.equals(byPid.put(pid, changes))) {
                return;
            }
            told = listener;
        }
        told.run();
    }

    void remove(String pid) {
        Runnable told;
        synchronized (this) {
            if (byPid.remove(pid) == null) {
                return;
            }
            told = listener;
        }
        told.run();
    }

    /** Filter name to its changed settings; of several configurations for one filter the last by PID wins. */
    synchronized Map<String, Map<SettingKey, String>> byFilter() {
        Map<String, Map<SettingKey, String>> all = new HashMap<>();
        byPid.values().forEach(o -> all.computeIfAbsent(o.filter(), n -> new EnumMap<>(SettingKey.class))
                .putAll(o.values()));
        return all;
    }
}
