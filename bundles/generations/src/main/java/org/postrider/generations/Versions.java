package org.postrider.generations;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/** The versions of bundles that are installed. */
final class Versions {

    private final BundleContext context;
    private final BundleGenerations generations;

    Versions(BundleContext context, BundleGenerations generations) {
        this.context = context;
        this.generations = generations;
    }

    /** All of a name that are not on their way out. */
    List<Bundle> all(String name) {
        return Arrays.stream(context.getBundles())
                .filter(it -> name.equals(it.getSymbolicName()) && !generations.isRetiring(it)).toList();
    }

    List<Bundle> running(String name) {
        return all(name).stream().filter(it -> it.getState() == Bundle.ACTIVE).toList();
    }

    /** Whether the version is installed, be it on its way out. */
    boolean isThere(Replacement replacement) {
        return Arrays.stream(context.getBundles()).anyMatch(it -> replacement.name().equals(it.getSymbolicName())
                && replacement.version().equals(it.getVersion()));
    }

    List<Bundle> in(UpgradeFolder folder) {
        return Arrays.stream(context.getBundles()).filter(it -> folder.holds(it.getLocation())).toList();
    }

    /** Starts what is in a file, for good. @throws IOException if it does not start; then it is not installed */
    Bundle start(Path file, int level) throws IOException {
        try (InputStream octets = Files.newInputStream(file)) {
            Bundle bundle = context.installBundle(file.toUri().toString(), octets);
            bundle.adapt(BundleStartLevel.class).setStartLevel(level);
            started(bundle);
            return bundle;
        } catch (BundleException e) {
            throw new IOException("it does not start: " + e.getMessage(), e);
        }
    }

    private static void started(Bundle bundle) throws BundleException {
        try {
            bundle.start();
        } catch (BundleException e) {
            bundle.uninstall();
            throw e;
        }
    }

    static int level(Bundle bundle) {
        return bundle.adapt(BundleStartLevel.class).getStartLevel();
    }
}
