package org.postrider.filter.milter;

import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.bridge.BridgeFile;
import org.postrider.bridge.BridgeRegistration;

/** One configured milter, registered as a filter. What is not allowed changes nothing and is logged. */
@Component(service = Milter.class, immediate = true, configurationPid = "org.postrider.filter.milter",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MilterConfiguration.class, factory = true)
public final class Milter {

    private final BridgeRegistration registration;

    @Activate
    public Milter(BundleContext context, MilterConfiguration config, Map<String, Object> properties) {
        this.registration = new BridgeRegistration(context);
        modified(config, properties);
    }

    @Modified
    void modified(MilterConfiguration config, Map<String, Object> properties) {
        BridgeFile file = new BridgeFile(properties);
        registration.replace(file, new MilterFile(config, file)::bridge);
    }

    /** Sessions that began with this filter go on with it, and end its connections with them. */
    @Deactivate
    void close() {
        registration.close();
    }
}
