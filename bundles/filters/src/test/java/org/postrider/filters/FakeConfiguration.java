package org.postrider.filters;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Set;

import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;

/** A configuration of {@link FakeConfigurationAdmin}. */
final class FakeConfiguration implements Configuration {

    private final String pid;
    private final String factoryPid;
    private final FakeConfigurationAdmin admin;
    Dictionary<String, Object> properties;
    private boolean deleted;

    FakeConfiguration(String pid, String factoryPid, FakeConfigurationAdmin admin) {
        this.pid = pid;
        this.factoryPid = factoryPid;
        this.admin = admin;
    }

    @Override
    public String getPid() {
        if (deleted) {
            throw new IllegalStateException("deleted");
        }
        return pid;
    }

    @Override
    public String getFactoryPid() {
        return factoryPid;
    }

    @Override
    public Dictionary<String, Object> getProperties() {
        return properties;
    }

    @Override
    public void update(Dictionary<String, ?> changed) throws IOException {
        admin.store(this);
        Dictionary<String, Object> copy = new Hashtable<>();
        java.util.Collections.list(changed.keys()).forEach(key -> copy.put(key, changed.get(key)));
        copy.put("service.pid", pid);
        copy.put("service.factoryPid", factoryPid);
        properties = copy;
    }

    @Override
    public void delete() {
        admin.stored.remove(pid);
        deleted = true;
        if (admin.deletedByOthers) {
            throw new IllegalStateException("deleted");
        }
    }

    @Override
    public Dictionary<String, Object> getProcessedProperties(ServiceReference<?> reference) {
        return properties;
    }

    @Override
    public void update() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean updateIfDifferent(Dictionary<String, ?> changed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setBundleLocation(String location) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getBundleLocation() {
        return "?";
    }

    @Override
    public long getChangeCount() {
        return 1;
    }

    @Override
    public void addAttributes(ConfigurationAttribute... attributes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<ConfigurationAttribute> getAttributes() {
        return Set.of();
    }

    @Override
    public void removeAttributes(ConfigurationAttribute... attributes) {
        throw new UnsupportedOperationException();
    }
}
