package org.postrider.filters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.osgi.framework.Version;

/** All filter services that are there; of several of one name, one runs. For one thread at a time. */
final class InstalledVersions {

    /** That can run, of the newest bundle version, and of equal ones the one that came first. */
    private static final Comparator<InstalledFilter> PREFERRED_LAST = Comparator
            .comparing((InstalledFilter f) -> f.declaration().problem().isEmpty())
            .thenComparing(f -> Version.parseVersion(f.origin().version()))
            .thenComparing(f -> f.origin().serviceId(), Comparator.reverseOrder());

    private final Map<Long, InstalledFilter> byService = new TreeMap<>();
    private final Set<Long> retired = new HashSet<>();

    void add(InstalledFilter filter) {
        byService.put(filter.origin().serviceId(), filter);
    }

    void replace(long serviceId, UnaryOperator<InstalledFilter> change) {
        byService.computeIfPresent(serviceId, (id, before) -> change.apply(before));
    }

    void remove(long serviceId) {
        Optional.ofNullable(byService.remove(serviceId)).ifPresent(InstalledFilter::forget);
    }

    /** From now on no filter of the bundle is among those that run. */
    void retire(long bundle) {
        retired.add(bundle);
    }

    /** One for each name. */
    List<InstalledFilter> running() {
        Map<String, InstalledFilter> preferred = new TreeMap<>();
        byService.values().stream().filter(f -> !retired.contains(f.origin().bundleId()))
                .forEach(f -> preferred.merge(f.name(), f, (a, b) -> PREFERRED_LAST.compare(a, b) >= 0 ? a : b));
        return new ArrayList<>(preferred.values());
    }

    /** Those of a bundle, whether or not they run. */
    List<InstalledFilter> of(long bundle) {
        return byService.values().stream().filter(f -> f.origin().bundleId() == bundle).toList();
    }
}
