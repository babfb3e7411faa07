package org.postrider.testing.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.postrider.api.filter.FilterInfo;
import org.postrider.api.filter.FilterPipeline;
import org.postrider.api.filter.FilterReport;
import org.postrider.api.filter.Filters;
import org.postrider.api.filter.Mode;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;

/** Filters that can be listed and configured and are never called. Their only settings are mode and deadline. */
public final class ListedFilters implements Filters {

    private static final Set<String> MODES = Set.of("enforce", "shadow", "off");

    private final List<FilterInfo> filters = new ArrayList<>();

    /** Adds a guard of the stages SENDER and MESSAGE. */
    public void add(String name, String problem) {
        filters.add(new FilterInfo(name, "org.example." + name, "1.2.0", Set.of(Stage.SENDER, Stage.MESSAGE),
                Phase.GUARD, List.of(), Map.of("mode", "enforce", "deadline", "30s"), Set.of(), 1_000, 2, 30, problem));
    }

    @Override
    public FilterPipeline current() {
        throw new UnsupportedOperationException("these filters are only listed");
    }

    @Override
    public synchronized List<FilterInfo> list() {
        return List.copyOf(filters);
    }

    /** As if one in 200 calls had been a rejection that it alone decided. */
    @Override
    public synchronized Optional<FilterReport> report(String name) {
        return filters.stream().filter(it -> it.name().equals(name)).findFirst().map(it -> new FilterReport(name,
                it.version(), Mode.valueOf(it.settings().get("mode").toUpperCase(Locale.ROOT)), Instant.EPOCH,
                it.calls(), it.failures(), Map.of("reject", it.calls() / 200), 0, it.calls() / 200));
    }

    @Override
    public synchronized void configure(String name, Map<String, String> settings) {
        settings.forEach(ListedFilters::check);
        filters.replaceAll(it -> it.name().equals(name) ? with(it, settings) : it);
    }

    private static void check(String key, String value) {
        if (key.equals("mode") && !MODES.contains(value)) {
            throw new IllegalArgumentException("mode is enforce, shadow or off, not " + value);
        }
        if (!Set.of("mode", "deadline").contains(key)) {
            throw new IllegalArgumentException("no setting is called " + key);
        }
    }

    private static FilterInfo with(FilterInfo it, Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(it.settings());
        settings.putAll(changes);
        Set<String> overridden = new HashSet<>(it.overridden());
        overridden.addAll(changes.keySet());
        return new FilterInfo(it.name(), it.bundle(), it.version(), it.stages(), it.phase(), it.listeners(), settings,
                overridden, it.calls(), it.failures(), it.refusals(), it.problem());
    }
}
