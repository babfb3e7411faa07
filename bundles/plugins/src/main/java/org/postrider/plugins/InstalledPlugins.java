package org.postrider.plugins;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.filter.Filters;
import org.postrider.api.plugin.Generations;
import org.postrider.api.plugin.PluginChange;
import org.postrider.api.plugin.PluginDraft;
import org.postrider.api.plugin.PluginInfo;
import org.postrider.api.plugin.Plugins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins in the folder {@code plugins/} of the server's data. When it starts, so do they, if the lock file has them;
 * when it stops, they go on.
 */
@Component(service = Plugins.class, configurationPid = "org.postrider.plugins", immediate = true)
@Designate(ocd = PluginConfiguration.class)
public final class InstalledPlugins implements Plugins, Surroundings {

    private static final Logger LOG = LoggerFactory.getLogger(InstalledPlugins.class);
    private static final long MEBI = 1 << 20;

    @Reference(name = "filters", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Filters filters;
    @Reference(name = "generations", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Generations generations;

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final PluginFolder folder;
    private final DeployFolder deployed;
    private final LockFile lock;
    private final PluginChanges changes;
    private volatile PluginConfiguration configuration;

    /**
     * Starts the plugins, and returns when they are started, but not later than one of them may take.
     *
     * @throws IOException if the folder cannot be made
     */
    @Activate
    public InstalledPlugins(BundleContext context, @Reference(name = "components") ServiceComponentRuntime components,
            PluginConfiguration configuration) throws IOException {
        this(context, components, Path.of(context.getProperty("postrider.home")), configuration);
        start();
    }

    InstalledPlugins(BundleContext context, ServiceComponentRuntime components, Path home, PluginConfiguration configuration)
            throws IOException {
        this.context = context;
        this.components = components;
        this.configuration = configuration;
        this.folder = new PluginFolder(home.resolve("plugins"));
        this.deployed = new DeployFolder(home);
        this.lock = new LockFile(home.resolve("etc/plugins.lock"));
        this.changes = new PluginChanges(this, folder, lock);
    }

    void start() {
        Thread thread = new Thread(this::startAll, "postrider-plugins-start");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(patience().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("plugins are still being started");
        }
    }

    private void startAll() {
        try {
            changes.alone(() -> {
                new StartUp(this, folder, lock).run();
                return folder;
            });
        } catch (IOException | RuntimeException e) {
            LOG.error("plugins are not started: {}", e.getMessage(), e);
        }
    }

    @Modified
    void modified(PluginConfiguration changed) {
        configuration = changed;
    }

    @Override
    public PluginDraft open(URI uri, Optional<String> sha256) throws IOException {
        PluginConfiguration current = configuration;
        Source source = new Source(uri, current.maxSize() * MEBI, Duration.ofSeconds(current.timeout()));
        Optional<String> expected = sha256.map(Sha256::checked);
        if (source.isInClear() && expected.isEmpty()) {
            throw new IllegalArgumentException("http: can be changed on its way: give the SHA-256 of the file, or use https:");
        }
        return Draft.of(source, expected, folder.draft(), changes);
    }

    @Override
    public List<PluginInfo> list() throws IOException {
        return new PluginList(this, folder, lock).all();
    }

    @Override
    public PluginChange remove(String name, Optional<String> version) throws IOException {
        return changes.remove(name, version);
    }

    @Override
    public PluginChange undo() throws IOException {
        return changes.undo();
    }

    @Override
    public BundleContext context() {
        return context;
    }

    @Override
    public DeployFolder deployed() {
        return deployed;
    }

    @Override
    public ServiceComponentRuntime components() {
        return components;
    }

    @Override
    public Optional<Filters> filters() {
        return Optional.ofNullable(filters);
    }

    @Override
    public Optional<Generations> generations() {
        return Optional.ofNullable(generations);
    }

    @Override
    public PluginConfiguration settings() {
        return configuration;
    }
}
