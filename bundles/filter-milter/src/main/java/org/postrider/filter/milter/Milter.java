package org.postrider.filter.milter;

import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.filter.MailFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configured milter, registered as a filter. What is not allowed changes nothing and is logged. */
@Component(service = Milter.class, immediate = true, configurationPid = "org.postrider.filter.milter",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MilterConfiguration.class, factory = true)
public final class Milter {

    private static final Logger LOG = LoggerFactory.getLogger(Milter.class);

    private final BundleContext context;
    private ServiceRegistration<MailFilter> registration;

    @Activate
    public Milter(BundleContext context, MilterConfiguration config, Map<String, Object> properties) {
        this.context = context;
        modified(config, properties);
    }

    /** The filter as it was goes when the new one is there: no session begins without. */
    @Modified
    void modified(MilterConfiguration config, Map<String, Object> properties) {
        MilterFile file = new MilterFile(config, properties);
        try {
            MilterFilter filter = new MilterFilter(file.stages(), file.settings());
            ServiceRegistration<MailFilter> before = registration;
            registration = context.registerService(MailFilter.class, filter, file.registered());
            unregister(before);
        } catch (IllegalArgumentException e) {
            LOG.error("{}: {}; {}", file.source(), e.getMessage(),
                    registration == null ? "this milter is not asked" : "what was in use before stays");
        }
    }

    /** Sessions that began with this filter go on with it, and end its connections with them. */
    @Deactivate
    void close() {
        unregister(registration);
    }

    private static void unregister(ServiceRegistration<MailFilter> registered) {
        if (registered != null) {
            registered.unregister();
        }
    }
}
