package org.postrider.plugins;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.plugin.PluginDraft;
import org.postrider.api.plugin.Plugins;

/** The plugins in the folder {@code plugins/} of the server's data. */
@Component(configurationPid = "org.postrider.plugins", immediate = true)
@Designate(ocd = PluginConfiguration.class)
public final class InstalledPlugins implements Plugins {

    private static final long MEBI = 1 << 20;

    private final Installed installed;
    private final PluginFolder folder;
    private volatile PluginConfiguration configuration;

    /** @throws IOException if the folder cannot be made */
    @Activate
    public InstalledPlugins(BundleContext context, PluginConfiguration configuration) throws IOException {
        this(context, Path.of(context.getProperty("postrider.home")), configuration);
    }

    InstalledPlugins(BundleContext context, Path home, PluginConfiguration configuration) throws IOException {
        this.installed = new Installed(context);
        this.folder = new PluginFolder(home.resolve("plugins"));
        this.configuration = configuration;
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
        return Draft.of(source, expected, folder.draft(), installed);
    }
}
