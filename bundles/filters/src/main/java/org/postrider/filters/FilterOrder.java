package org.postrider.filters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Orders the filters of one phase by their {@code after} and {@code before}. Names that are not among them are passed
 * over. Filters that wait for each other in a circle have no place; the others keep theirs.
 */
final class FilterOrder {

    private final Map<String, ConfiguredFilter> filters = new TreeMap<>();
    private final Map<String, Set<String>> successors = new TreeMap<>();
    private final Map<String, String> cycles = new TreeMap<>();
    private final List<List<ConfiguredFilter>> layers = new ArrayList<>();

    FilterOrder(Collection<ConfiguredFilter> phase) {
        phase.forEach(f -> filters.put(f.name(), f));
        phase.forEach(f -> successors.put(f.name(), new TreeSet<>()));
        phase.forEach(this::connect);
        filters.keySet().forEach(this::findCycle);
        cycles.keySet().forEach(filters::remove);
        sort();
    }

    private void connect(ConfiguredFilter filter) {
        for (String before : filter.settings().before()) {
            link(filter.name(), before);
        }
        for (String after : filter.settings().after()) {
            link(after, filter.name());
        }
    }

    private void link(String first, String then) {
        if (filters.containsKey(first) && filters.containsKey(then)) {
            successors.get(first).add(then);
        }
    }

    /** Looks for the shortest way from a filter back to itself. */
    private void findCycle(String start) {
        Map<String, String> cameFrom = new LinkedHashMap<>();
        List<String> reached = new ArrayList<>(List.of(start));
        for (int i = 0; i < reached.size() && !cameFrom.containsKey(start); i++) {
            for (String next : successors.get(reached.get(i))) {
                if (cameFrom.putIfAbsent(next, reached.get(i)) == null) {
                    reached.add(next);
                }
            }
        }
        if (cameFrom.containsKey(start)) {
            cycles.put(start, "its order is a circle: " + way(start, cameFrom));
        }
    }

    private static String way(String start, Map<String, String> cameFrom) {
        StringBuilder way = new StringBuilder(start);
        String at = start;
        do {
            at = cameFrom.get(at);
            way.insert(0, at + " before ");
        } while (!at.equals(start));
        return way.toString();
    }

    private void sort() {
        Map<String, Integer> waitsFor = new TreeMap<>();
        filters.keySet().forEach(name -> waitsFor.put(name, 0));
        filters.keySet().forEach(name -> next(name).forEach(n -> waitsFor.merge(n, 1, Integer::sum)));
        while (!waitsFor.isEmpty()) {
            Set<String> free = new LinkedHashSet<>();
            waitsFor.forEach((name, count) -> {
                if (count == 0) {
                    free.add(name);
                }
            });
            waitsFor.keySet().removeAll(free);
            free.forEach(name -> next(name).forEach(n -> waitsFor.merge(n, -1, Integer::sum)));
            layers.add(free.stream().map(filters::get).sorted(Comparator.comparing(ConfiguredFilter::name)).toList());
        }
    }

    private List<String> next(String name) {
        return successors.get(name).stream().filter(filters::containsKey).toList();
    }

    /** Filters that do not depend on each other, in layers that do on those before. */
    List<List<ConfiguredFilter>> layers() {
        return layers;
    }

    /** Name to problem, of each filter that is part of a circle. */
    Map<String, String> cycles() {
        return cycles;
    }
}
