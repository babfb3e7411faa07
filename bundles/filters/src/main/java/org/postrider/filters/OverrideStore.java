package org.postrider.filters;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;

import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps overrides as factory configurations and, where there is a directory for them, as files
 * {@code org.postrider.filters.filter-NAME.cfg}, which survive even when the configuration store is wiped.
 */
final class OverrideStore {

    private static final Logger LOG = LoggerFactory.getLogger(OverrideStore.class);
    /** File Install looks a configuration up by this; a file without it would become a second one. */
    private static final String FILE = "felix.fileinstall.filename";
    private static final String EVERY_BUNDLE = "?";

    private final ConfigurationAdmin admin;
    private final Optional<Path> directory;

    /** @param directory where configuration files are, if there is such a place */
    OverrideStore(ConfigurationAdmin admin, Optional<Path> directory) {
        this.admin = admin;
        this.directory = directory;
    }

    /**
     * Keeps the settings of one filter in place of those before; without any, keeps nothing.
     *
     * @return PID of the configuration they stand in, or stood in
     * @throws IOException if they cannot be kept; then all is as before
     */
    String write(String name, Map<SettingKey, String> values) throws IOException {
        Optional<Configuration> known = find(name);
        if (known.isEmpty() && values.isEmpty()) {
            return FilterOverride.PID + "~" + name;
        }
        Configuration configuration = known.isPresent()
                ? known.get() : admin.getFactoryConfiguration(FilterOverride.PID, name, EVERY_BUNDLE);
        String pid = configuration.getPid();
        Optional<Path> path = path(configuration, name);
        if (path.isPresent()) {
            storeWithFile(configuration, name, values, path.get());
        } else {
            store(configuration, name, values, path);
        }
        return pid;
    }

    private static void storeWithFile(
            Configuration configuration, String name, Map<SettingKey, String> values, Path path) throws IOException {
        OverrideFile file = new OverrideFile(path);
        byte[] before = file.content();
        try {
            if (values.isEmpty()) {
                file.restore(null);
            } else {
                file.write(name, values);
            }
            store(configuration, name, values, Optional.of(path));
        } catch (IOException | RuntimeException e) {
            file.restore(before);
            throw e;
        }
    }

    private Optional<Configuration> find(String name) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations(
                    "(&(service.factoryPid=" + FilterOverride.PID + ")(name=" + name + "))");
            return found == null ? Optional.empty() : Optional.of(found[found.length - 1]);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a filter name cannot be looked for: " + name, e);
        }
    }

    private Optional<Path> path(Configuration configuration, String name) {
        Dictionary<String, Object> properties = configuration.getProperties();
        Object file = properties == null ? null : properties.get(FILE);
        if (file != null) {
            return Optional.of(Path.of(URI.create(file.toString())));
        }
        return directory.map(d -> d.resolve(FilterOverride.PID + "-" + name + ".cfg"));
    }

    private static void store(
            Configuration configuration, String name, Map<SettingKey, String> values, Optional<Path> path)
            throws IOException {
        if (values.isEmpty()) {
            delete(configuration);
            return;
        }
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("name", name);
        values.forEach((key, value) -> properties.put(key.text(), value));
        path.ifPresent(p -> properties.put(FILE, fileName(p)));
        try {
            configuration.update(properties);
        } catch (IllegalStateException e) {
            throw new IOException("the settings of " + name + " were removed at this moment, please try again", e);
        }
    }

    /** As File Install writes it; {@link Path#toUri()} has two slashes more and would not be found. */
    static String fileName(Path path) {
        return path.toFile().getAbsoluteFile().toURI().toString();
    }

    private static void delete(Configuration configuration) throws IOException {
        try {
            configuration.delete();
        } catch (IllegalStateException e) {
            LOG.debug("File Install saw first that the file is gone, and deleted the configuration", e);
        }
    }
}
