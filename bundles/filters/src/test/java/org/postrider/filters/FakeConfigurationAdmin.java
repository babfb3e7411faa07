package org.postrider.filters;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Keeps configurations in memory and tells nobody. */
final class FakeConfigurationAdmin implements ConfigurationAdmin {

    final Map<String, FakeConfiguration> stored = new TreeMap<>();
    boolean broken;
    boolean deletedByOthers;
    Consumer<FakeConfiguration> onStore = configuration -> { };

    @Override
    public Configuration getFactoryConfiguration(String factoryPid, String name, String location) {
        if (!"?".equals(location)) {
            throw new IllegalArgumentException("a configuration that is bound to one bundle is lost in an upgrade");
        }
        return new FakeConfiguration(factoryPid + "~" + name, factoryPid, this);
    }

    @Override
    public Configuration[] listConfigurations(String filter) throws InvalidSyntaxException {
        org.osgi.framework.Filter match = FrameworkUtil.createFilter(filter);
        Configuration[] found = stored.values().stream().filter(c -> match.match(c.properties))
                .toArray(Configuration[]::new);
        return found.length == 0 ? null : found;
    }

    void store(FakeConfiguration configuration) throws IOException {
        if (broken) {
            throw new IOException("no space left");
        }
        stored.put(configuration.getPid(), configuration);
        onStore.accept(configuration);
    }

    /** As if a file had been read. */
    void put(String pid, String factoryPid, Map<String, String> values) throws IOException {
        Dictionary<String, Object> properties = new Hashtable<>();
        values.forEach(properties::put);
        new FakeConfiguration(pid, factoryPid, this).update(properties);
    }

    @Override
    public Configuration createFactoryConfiguration(String factoryPid) {
        throw new UnsupportedOperationException("binds the configuration to one bundle");
    }

    @Override
    public Configuration createFactoryConfiguration(String factoryPid, String location) {
        throw new UnsupportedOperationException("makes a name that nobody can guess");
    }

    @Override
    public Configuration getConfiguration(String pid, String location) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Configuration getConfiguration(String pid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Configuration getFactoryConfiguration(String factoryPid, String name) {
        throw new UnsupportedOperationException("binds the configuration to one bundle");
    }
}
