package org.postrider.api.filter;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a filter has wanted since it has been in its mode; in shadow, what it would have done. Calls that a session with
 * older settings makes are not counted.
 *
 * @param name its name
 * @param version version of the bundle it comes from
 * @param mode in force
 * @param since when the mode began, or this version of the filter
 * @param calls how often it was asked, before it had failed too often as well
 * @param failed calls that came to its failure action
 * @param wanted calls by the action that they came to, the most severe for any recipient: {@code reject},
 *     {@code disconnect}, {@code defer}, {@code quarantine}, {@code hold}, {@code discard}, {@code accept}, {@code pass}
 * @param edited calls that wanted edits
 * @param different calls for which something else happens with the filter than without it, as far as the other filters
 *     that ran can tell: those which it decides and those with edits, unless another filter refuses. In shadow, those for
 *     which it would be so
 */
public record FilterReport(
        String name, String version, Mode mode, Instant since, long calls, long failed, Map<String, Long> wanted,
        long edited, long different) {

    public FilterReport {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(since, "since");
        wanted = Collections.unmodifiableMap(new LinkedHashMap<>(wanted));
    }
}
