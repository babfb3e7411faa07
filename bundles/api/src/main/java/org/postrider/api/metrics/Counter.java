package org.postrider.api.metrics;

import org.osgi.annotation.versioning.ProviderType;

/** A number that only grows. */
@ProviderType
public interface Counter {

    default void increment() {
        add(1);
    }

    /** @param amount not negative */
    void add(long amount);

    long value();
}
