package org.postrider.filter.policy.service;

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

/** One configured policy service, registered as a filter. What is not allowed changes nothing and is logged. */
@Component(service = PolicyService.class, immediate = true, configurationPid = "org.postrider.filter.policy.service",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = PolicyConfiguration.class, factory = true)
public final class PolicyService {

    private final BridgeRegistration registration;

    @Activate
    public PolicyService(BundleContext context, PolicyConfiguration config, Map<String, Object> properties) {
        this.registration = new BridgeRegistration(context);
        modified(config, properties);
    }

    @Modified
    void modified(PolicyConfiguration config, Map<String, Object> properties) {
        BridgeFile file = new BridgeFile(properties);
        registration.replace(file, new PolicyFile(config, file)::bridge);
    }

    /** Sessions that began with this filter go on with it, over connections that are not kept. */
    @Deactivate
    void close() {
        registration.close();
    }
}
