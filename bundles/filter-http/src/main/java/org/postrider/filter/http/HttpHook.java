package org.postrider.filter.http;

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

/** One configured HTTP hook, registered as a filter. What is not allowed changes nothing and is logged. */
@Component(service = HttpHook.class, immediate = true, configurationPid = "org.postrider.filter.http",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = HookConfiguration.class, factory = true)
public final class HttpHook {

    private final BridgeRegistration registration;

    @Activate
    public HttpHook(BundleContext context, HookConfiguration config, Map<String, Object> properties) {
        this.registration = new BridgeRegistration(context);
        modified(config, properties);
    }

    @Modified
    void modified(HookConfiguration config, Map<String, Object> properties) {
        BridgeFile file = new BridgeFile(properties);
        registration.replace(file, new HookFile(config, file)::bridge);
    }

    /** Sessions that began with this filter go on with it. */
    @Deactivate
    void close() {
        registration.close();
    }
}
