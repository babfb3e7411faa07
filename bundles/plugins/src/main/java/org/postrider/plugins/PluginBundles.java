package org.postrider.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * The plugins of {@code plugins/} as bundles. The framework keeps them and does not start them by itself: at a start of the
 * server their octets are looked at first. Their location names the octets, so other ones are another bundle.
 */
final class PluginBundles {

    private static final String SCHEME = "postrider-plugin:";

    private final Surroundings surroundings;

    PluginBundles(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Optional<Bundle> find(Locked plugin) {
        return Optional.ofNullable(surroundings.context().getBundle(location(plugin)));
    }

    List<Bundle> all() {
        return Arrays.stream(surroundings.context().getBundles()).filter(PluginBundles::isOne).toList();
    }

    /** Whether it is one of {@code plugins/}. */
    static boolean isOne(Bundle bundle) {
        return bundle.getLocation().startsWith(SCHEME);
    }

    /** What a bundle of {@code plugins/} is made of. */
    static Locked identity(Bundle bundle) {
        return Locked.parse(bundle.getLocation().substring(SCHEME.length()).replace('/', ' '));
    }

    /** @throws IOException if the framework does not take it */
    Bundle install(Locked plugin, Path jar) throws IOException {
        try (InputStream in = Files.newInputStream(jar)) {
            Bundle bundle = surroundings.context().installBundle(location(plugin), in);
            level(bundle);
            return bundle;
        } catch (BundleException e) {
            throw new IOException(plugin.label() + " cannot be installed: " + e.getMessage(), e);
        }
    }

    /** The level of this bundle, so that it can be started as soon as this one runs. */
    private void level(Bundle bundle) {
        int own = surroundings.context().getBundle().adapt(BundleStartLevel.class).getStartLevel();
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        if (own > 0 && level.getStartLevel() != own) {
            level.setStartLevel(own);
        }
    }

    /** @throws IOException if it does not start in time */
    void start(Bundle bundle) throws IOException {
        String label = bundle.getSymbolicName() + " " + bundle.getVersion();
        TimedCall.of(surroundings.patience(), "the start of " + label, () -> {
            try {
                bundle.start(Bundle.START_TRANSIENT);
                return bundle;
            } catch (BundleException e) {
                throw new IOException(label + " does not start: " + cause(e), e);
            }
        });
    }

    private static String cause(BundleException e) {
        return e.getCause() == null ? e.getMessage() : e.getMessage() + ": " + e.getCause();
    }

    /** Stops and removes it at once, in whatever state it is. @throws IOException if that does not end in time */
    void uninstall(Bundle bundle) throws IOException {
        TimedCall.of(surroundings.patience(), "the end of " + bundle.getSymbolicName(), () -> {
            try {
                if (bundle.getState() != Bundle.UNINSTALLED) {
                    bundle.uninstall();
                }
                return bundle;
            } catch (IllegalStateException e) {
                return bundle; // somebody else has just done it
            }
        });
    }

    private static String location(Locked plugin) {
        return SCHEME + plugin.name() + "/" + plugin.version() + "/" + plugin.sha256();
    }
}
