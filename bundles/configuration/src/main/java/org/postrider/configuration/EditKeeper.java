package org.postrider.configuration;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.postrider.schema.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a change that was not made in the file of a configuration, as one in the web console, into the file. File
 * Install would do so too, but it writes the state it has read over a file that was edited meanwhile, and is told not to.
 * Here a file that was touched shortly before the change or after it is left alone: then the file is what counts.
 */
@Component(service = ConfigurationListener.class, immediate = true)
public final class EditKeeper implements ConfigurationListener {

    private static final Logger LOG = LoggerFactory.getLogger(EditKeeper.class);
    private static final String FILE = "felix.fileinstall.filename";
    /** Much longer than File Install needs to see a change of a file. */
    private static final Duration SETTLE = Duration.ofSeconds(10);

    private final ConfigurationAdmin admin;
    private final InstalledSchemas schemas;
    private final Map<String, Path> files = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "postrider-configuration");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public EditKeeper(@Reference(name = "configuration") ConfigurationAdmin admin, BundleContext context)
            throws IOException, InvalidSyntaxException {
        this.admin = admin;
        this.schemas = new InstalledSchemas(context);
        Configuration[] all = admin.listConfigurations(null);
        for (Configuration configuration : all == null ? new Configuration[0] : all) {
            remember(configuration.getPid(), configuration.getProperties());
        }
    }

    @Deactivate
    void stop() {
        later.shutdownNow();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        String family = event.getFactoryPid() == null ? event.getPid() : event.getFactoryPid();
        if (event.getType() == ConfigurationEvent.CM_UPDATED && schemas.find(family).isPresent()) {
            Instant changed = Instant.now();
            later.execute(() -> look(event.getPid()));
            later.schedule(() -> keep(event.getPid(), changed), SETTLE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look(String pid) {
        try {
            properties(pid);
        } catch (IOException | InvalidSyntaxException | RuntimeException e) {
            LOG.debug("configuration {} went while it was looked at", pid, e);
        }
    }

    private void keep(String pid, Instant changed) {
        try {
            Optional<Dictionary<String, Object>> properties = properties(pid);
            Path file = files.get(pid);
            if (properties.isPresent() && file != null && carry(texts(properties.get()), file, changed)) {
                LOG.info("{}: what was changed elsewhere is in the file now", file.getFileName());
            }
        } catch (IOException | InvalidSyntaxException | RuntimeException e) {
            LOG.warn("configuration {}: a change is in force and not in its file: {}", pid, e.toString());
        }
    }

    private Optional<Dictionary<String, Object>> properties(String pid) throws IOException, InvalidSyntaxException {
        Configuration[] found = admin.listConfigurations("(service.pid=" + pid + ")");
        Optional<Dictionary<String, Object>> properties = Optional.ofNullable(found).map(all -> all[0].getProperties());
        properties.ifPresent(now -> remember(pid, now));
        return properties;
    }

    /** Who changes a configuration may drop where it comes from; the web console does. */
    private void remember(String pid, Dictionary<String, Object> properties) {
        Object file = properties.get(FILE);
        if (file != null && file.toString().endsWith(".cfg")) {
            files.put(pid, Path.of(URI.create(file.toString())));
        }
    }

    /** Whether the file had to be written. */
    static boolean carry(Map<String, String> settings, Path path, Instant changed) throws IOException {
        if (!Files.isRegularFile(path) || !Files.getLastModifiedTime(path).toInstant().isBefore(changed.minus(SETTLE))) {
            return false;
        }
        String text = Files.readString(path, StandardCharsets.UTF_8);
        ConfigurationFile file = ConfigurationFile.parse(text);
        String latin = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1); // as File Install reads
        if (!file.isSimple() || settings.equals(file.values()) || settings.equals(ConfigurationFile.parse(latin).values())) {
            return false;
        }
        Path draft = path.resolveSibling(path.getFileName() + ".part"); // not *.cfg: no configuration of its own
        try {
            Files.writeString(draft, file.with(settings), StandardCharsets.UTF_8);
            Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(path));
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        return true;
    }

    private static Map<String, String> texts(Dictionary<String, Object> properties) {
        Map<String, String> texts = new TreeMap<>();
        Collections.list(properties.keys()).stream().filter(key -> !Schema.isOfTheFramework(key))
                .forEach(key -> texts.put(key, text(properties.get(key)).strip()));
        return texts;
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        if (value.getClass().isArray()) {
            return IntStream.range(0, java.lang.reflect.Array.getLength(value))
                    .mapToObj(i -> String.valueOf(java.lang.reflect.Array.get(value, i))).collect(Collectors.joining(", "));
        }
        return value.toString();
    }
}
