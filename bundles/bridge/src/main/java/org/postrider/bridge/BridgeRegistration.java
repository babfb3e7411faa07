package org.postrider.bridge;

import java.util.function.Supplier;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.postrider.api.filter.MailFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The filter of one configuration, as a service. For one thread at a time. */
public final class BridgeRegistration {

    private static final Logger LOG = LoggerFactory.getLogger(BridgeRegistration.class);

    private final BundleContext context;
    private ServiceRegistration<MailFilter> registration;
    private MailFilter filter;

    public BridgeRegistration(BundleContext context) {
        this.context = context;
    }

    /**
     * Registers what is configured now. The filter as it was goes when the new one is there: no session begins without.
     * What is not allowed changes nothing and is logged.
     *
     * @param made throws IllegalArgumentException where a value is not allowed; the message says which, and what is allowed
     */
    public void replace(BridgeFile file, Supplier<Bridge> made) {
        try {
            Bridge bridge = made.get();
            ServiceRegistration<MailFilter> before = registration;
            MailFilter old = filter;
            registration = context.registerService(MailFilter.class, bridge.filter(), bridge.properties());
            filter = bridge.filter();
            end(before, old);
        } catch (IllegalArgumentException e) {
            LOG.error("{}: {}; {}", file.source(), e.getMessage(),
                    registration == null ? "this filter is not asked" : "what was in use before stays");
        }
    }

    /** Sessions that began with this filter go on with it. */
    public void close() {
        end(registration, filter);
    }

    private static void end(ServiceRegistration<MailFilter> registered, MailFilter filter) {
        if (registered != null) {
            registered.unregister();
        }
        if (filter instanceof AutoCloseable closeable) {
            close(closeable);
        }
    }

    private static void close(AutoCloseable filter) {
        try {
            filter.close();
        } catch (Exception e) {
            LOG.warn("a filter was not closed", e);
        }
    }
}
