package org.postrider.api.metrics;

import org.osgi.annotation.versioning.ProviderType;

/** How often something took how long. */
@ProviderType
public interface Timer {

    /** @param nanos not negative */
    void record(long nanos);

    long count();

    /** Sum of all times, in nanoseconds. */
    long total();

    /**
     * The time that this share of the calls did not exceed, to about 5 %, since the start.
     *
     * @param share 0 to 1, e.g. 0.99
     * @return nanoseconds, 0 before the first call
     */
    long percentile(double share);
}
