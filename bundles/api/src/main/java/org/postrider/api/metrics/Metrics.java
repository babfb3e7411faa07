package org.postrider.api.metrics;

import java.util.List;
import java.util.function.LongSupplier;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where instruments are declared. Names are lower-case words joined by dots. Declaring a counter or timer a second time
 * returns the one that is there, so an upgraded bundle goes on counting where the old one stopped.
 */
@ProviderType
public interface Metrics {

    Counter counter(String name, String description);

    Timer timer(String name, String description);

    /**
     * A level that is read when somebody looks.
     *
     * @return close it when the bundle stops; a later gauge of the same name replaces this one
     */
    AutoCloseable gauge(String name, String description, LongSupplier level);

    /** All instruments, by name. */
    List<Reading> read();
}
