package org.postrider.bridge;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Set;

import org.postrider.api.filter.Filter;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;

/**
 * A filter and where it stands in the pipeline.
 *
 * @param filter closed when it is no longer registered, if it is {@link AutoCloseable}
 * @param stages at which it is called
 * @param listeners roles; empty means all
 * @param deadline of one call
 * @param concurrency calls at once
 */
public record Bridge(
        String name, MailFilter filter, Set<Stage> stages, Phase phase, String[] listeners, Duration deadline,
        int concurrency) {

    /** The properties with which the filter is registered. */
    public Dictionary<String, Object> properties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Filter.PREFIX_ + "name", name);
        properties.put(Filter.PREFIX_ + "stages", stages.stream().map(Enum::name).toArray(String[]::new));
        properties.put(Filter.PREFIX_ + "phase", phase.name());
        properties.put(Filter.PREFIX_ + "listeners", listeners);
        properties.put(Filter.PREFIX_ + "deadline", deadline.toMillis());
        properties.put(Filter.PREFIX_ + "concurrency", concurrency);
        return properties;
    }
}
