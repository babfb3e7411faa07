package org.postrider.configuration;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postrider.schema.Schema;

/**
 * Stands between the configurations and the components that read them. Comes before the interpolation of variables,
 * so that what it remembers is what was written.
 */
@Component(service = {ConfigurationPlugin.class, SynchronousConfigurationListener.class}, immediate = true,
        property = ConfigurationPlugin.CM_RANKING + ":Integer=100")
public final class ConfigurationGuard implements ConfigurationPlugin, SynchronousConfigurationListener {

    private static final String PID = "service.pid";
    private static final String FACTORY_PID = "service.factoryPid";

    private final InstalledSchemas schemas;
    private final Map<String, History> histories = new ConcurrentHashMap<>();

    /** Begins with what is configured now: components may have read it already. */
    @Activate
    public ConfigurationGuard(@Reference(name = "configuration") ConfigurationAdmin admin, BundleContext context)
            throws IOException, InvalidSyntaxException {
        this.schemas = new InstalledSchemas(context);
        Configuration[] all = admin.listConfigurations(null);
        for (Configuration configuration : all == null ? new Configuration[0] : all) {
            modifyConfiguration(null, configuration.getProperties());
        }
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> reader, Dictionary<String, Object> properties) {
        Object pid = properties.get(PID);
        Object family = properties.get(FACTORY_PID) == null ? pid : properties.get(FACTORY_PID);
        if (pid != null) {
            schemas.find(family.toString()).ifPresent(schema -> guard(pid.toString(), schema, properties));
        }
    }

    private void guard(String pid, Schema schema, Dictionary<String, Object> properties) {
        Map<String, Object> found = settings(properties);
        Map<String, Object> inForce = histories.computeIfAbsent(pid, p -> new History())
                .judge(found, schema, source(pid, properties));
        if (!inForce.equals(found)) {
            found.keySet().forEach(properties::remove);
            inForce.forEach(properties::put);
        }
    }

    /** Without the framework's own, which say where the configuration is from. */
    private static Map<String, Object> settings(Dictionary<String, Object> properties) {
        Map<String, Object> settings = new TreeMap<>();
        Collections.list(properties.keys()).stream().filter(key -> !Schema.isOfTheFramework(key))
                .forEach(key -> settings.put(key, properties.get(key)));
        return settings;
    }

    private static String source(String pid, Dictionary<String, Object> properties) {
        Object file = properties.get("felix.fileinstall.filename");
        return file == null ? pid : file.toString().substring(file.toString().lastIndexOf('/') + 1);
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            histories.remove(event.getPid());
        }
    }
}
