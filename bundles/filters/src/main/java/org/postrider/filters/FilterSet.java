package org.postrider.filters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.postrider.api.filter.FilterInfo;
import org.postrider.api.filter.Mode;
import org.postrider.api.filter.Phase;

/** The filters at one moment: which are there, with which settings, in which order, and which cannot run and why. */
final class FilterSet {

    private final Map<String, ConfiguredFilter> filters = new TreeMap<>();
    private final Map<String, Map<SettingKey, String>> overrides;
    private final Map<String, String> problems = new HashMap<>();
    private final Map<Phase, List<Group>> groups = new EnumMap<>(Phase.class);

    /**
     * @param installed one for each name
     * @param overrides name to what the administrator changed; only valid values
     */
    FilterSet(List<InstalledFilter> installed, Map<String, Map<SettingKey, String>> overrides) {
        this.overrides = Map.copyOf(overrides);
        for (InstalledFilter filter : installed) {
            filters.put(filter.name(), new ConfiguredFilter(filter, settings(filter)));
            if (!filter.declaration().problem().isEmpty()) {
                problems.put(filter.name(), filter.declaration().problem());
            }
        }
        for (Phase phase : Phase.values()) {
            groups.put(phase, ordered(phase));
        }
    }

    private FilterSettings settings(InstalledFilter filter) {
        FilterSettings settings = filter.declaration().settings();
        for (Map.Entry<SettingKey, String> override : overriding(filter.name()).entrySet()) {
            settings = override.getKey().set(settings, override.getValue());
        }
        return settings;
    }

    private Map<SettingKey, String> overriding(String name) {
        return overrides.getOrDefault(name, Map.of());
    }

    private List<Group> ordered(Phase phase) {
        FilterOrder order = new FilterOrder(filters.values().stream()
                .filter(f -> f.phase() == phase && isActive(f)).toList());
        problems.putAll(order.cycles());
        List<Group> ordered = new ArrayList<>();
        for (List<ConfiguredFilter> layer : order.layers()) {
            if (phase == Phase.EVIDENCE) {
                ordered.add(new Group(phase, layer));
            } else {
                layer.forEach(filter -> ordered.add(new Group(phase, List.of(filter))));
            }
        }
        return ordered;
    }

    private boolean isActive(ConfiguredFilter filter) {
        return filter.settings().mode() != Mode.OFF && !problems.containsKey(filter.name());
    }

    /** All that run, in the order in which they do. */
    List<Group> groups() {
        return groups.values().stream().flatMap(List::stream).toList();
    }

    ConfiguredFilter find(String name) {
        return filters.get(name);
    }

    Collection<ConfiguredFilter> configured() {
        return filters.values();
    }

    Set<String> names() {
        return filters.keySet();
    }

    Map<String, String> problems() {
        return problems;
    }

    /** Why a filter that is installed cannot run; empty if it does, or if another of its name runs in its place. */
    String problem(InstalledFilter installed) {
        ConfiguredFilter running = filters.get(installed.name());
        boolean isIt = running != null && running.source().origin().equals(installed.origin());
        return isIt ? problems.getOrDefault(installed.name(), "") : installed.declaration().problem();
    }

    /** Those of these names that are not there or cannot run. One that was switched off is there. */
    Set<String> missing(Set<String> required) {
        Set<String> missing = new TreeSet<>(required);
        missing.removeIf(name -> filters.containsKey(name) && !problems.containsKey(name));
        return missing;
    }

    List<FilterInfo> list() {
        Map<String, ConfiguredFilter> inOrder = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            groups.get(phase).forEach(g -> g.filters().forEach(f -> inOrder.put(f.name(), f)));
            filters.values().stream().filter(f -> f.phase() == phase).forEach(f -> inOrder.putIfAbsent(f.name(), f));
        }
        return inOrder.values().stream().map(this::info).toList();
    }

    private FilterInfo info(ConfiguredFilter filter) {
        InstalledFilter source = filter.source();
        Map<String, String> settings = new HashMap<>();
        for (SettingKey key : SettingKey.values()) {
            settings.put(key.text(), key.get(filter.settings()));
        }
        Set<String> overridden = new TreeSet<>();
        overriding(filter.name()).keySet().forEach(key -> overridden.add(key.text()));
        return new FilterInfo(filter.name(), source.origin().bundle(), source.origin().version(),
                source.declaration().stages(), filter.phase(), source.declaration().sortedListeners(), settings,
                overridden, source.calls(), source.failures(), source.refusals(), problem(filter));
    }

    private String problem(ConfiguredFilter filter) {
        if (filter.settings().mode() == Mode.OFF) {
            return "";
        }
        boolean open = filter.source().breaker().isOpen();
        return problems.getOrDefault(filter.name(), open ? "its circuit is open: it failed again and again" : "");
    }
}
