package org.postrider.api.filter;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** The filters that are installed. A service of the platform, for the SMTP engine and for administration. */
@ProviderType
public interface Filters {

    /** The pipeline as it stands now. Costs a field read. */
    FilterPipeline current();

    /** All filters, in the order in which they are called. */
    List<FilterInfo> list();

    /** What a filter wants and what comes of it; empty if there is no filter of this name. */
    default Optional<FilterReport> report(String name) {
        return Optional.empty();
    }

    /**
     * Overrides settings of a filter; they persist and count for new sessions. Keys: {@code mode}, {@code onFailure},
     * {@code deadline} (e.g. {@code 20s}, {@code 500ms}), {@code concurrency}, {@code after}, {@code before}
     * (comma-separated names). An empty value takes an override back.
     *
     * @throws IllegalArgumentException if the filter or a key is unknown or a value is not allowed; the message says
     *     what was found and what is allowed, and nothing is changed
     * @throws IOException if the change could not be stored; nothing is changed
     */
    void configure(String name, Map<String, String> settings) throws IOException;
}
