package org.postrider.generations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was replaced replaced. Karaf's features know nothing of an upgrade: with an empty cache, and whenever a
 * feature is installed, they bring the distribution's version back; then it is retired once more, and what took its place
 * is installed if it is not there.
 */
final class Restoration implements BundleListener {

    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);
    private static final String BOOTED = "org.apache.karaf.features.BootFinished"; // a service from then on
    private static final long PERIOD_MILLIS = 500;
    private static final long QUIET_MILLIS = 2_000; // whoever has installed it may not have finished
    private static final int PATIENCE = 240; // periods; a server without features has no such service

    private final BundleContext context;
    private final GenerationThreads threads;
    private final BundleGenerations generations;
    private final Kept kept;
    private final AtomicBoolean planned = new AtomicBoolean();

    /**
     * What is to be kept.
     *
     * @param busy names of bundles that are being replaced at this moment
     */
    record Kept(Versions versions, UpgradeFolder folder, ReplacementFile replacements, Set<String> busy) {}

    Restoration(BundleContext context, GenerationThreads threads, BundleGenerations generations, Kept kept) {
        this.context = context;
        this.threads = threads;
        this.generations = generations;
        this.kept = kept;
    }

    void begin() {
        context.addBundleListener(this);
        planned.set(true);
        threads.after(0, () -> whenBooted(PATIENCE));
    }

    void end() {
        context.removeBundleListener(this);
    }

    private void whenBooted(int patience) {
        if (context.getServiceReference(BOOTED) == null && patience > 0) {
            threads.after(PERIOD_MILLIS, () -> whenBooted(patience - 1));
        } else {
            restore();
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        String name = event.getBundle().getSymbolicName();
        if (name == null || kept.replacements().find(name).isEmpty()) {
            return;
        }
        if (event.getType() == BundleEvent.STARTED && planned.compareAndSet(false, true)) {
            threads.after(QUIET_MILLIS, this::restore);
        } else if (event.getType() == BundleEvent.UNINSTALLED) {
            gone(event.getBundle());
        }
    }

    /** Somebody has uninstalled what was to stay: then it is not to come back either. */
    private void gone(Bundle bundle) {
        kept.replacements().find(bundle.getSymbolicName())
                .filter(it -> it.version().equals(bundle.getVersion()) && kept.folder().holds(bundle.getLocation()))
                .ifPresent(this::forget);
    }

    private void forget(Replacement replacement) {
        try {
            kept.replacements().remove(replacement.name());
            LOG.info("{} {} is not kept any more", replacement.name(), replacement.version());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void restore() {
        planned.set(false);
        kept.replacements().all().stream().filter(it -> !kept.busy().contains(it.name())).forEach(this::restore);
        kept.versions().in(kept.folder()).stream().filter(it -> !isWanted(it)).forEach(this::retire);
        sweep();
    }

    /** An upgrade that was broken off before it was written down, or has been replaced. */
    private boolean isWanted(Bundle bundle) {
        return kept.busy().contains(bundle.getSymbolicName()) || kept.replacements().find(bundle.getSymbolicName())
                .filter(it -> it.version().equals(bundle.getVersion())).isPresent();
    }

    private void restore(Replacement replacement) {
        List<Bundle> all = kept.versions().all(replacement.name());
        if (all.stream().anyMatch(it -> isNewer(it, replacement))) {
            forget(replacement); // a newer distribution
            return;
        }
        List<Bundle> superseded = all.stream().filter(it -> replacement.superseded().contains(it.getVersion())).toList();
        if (kept.versions().isThere(replacement) || install(replacement, all)) {
            superseded.forEach(this::retire);
        }
    }

    private static boolean isNewer(Bundle bundle, Replacement replacement) {
        Version version = bundle.getVersion();
        return version.compareTo(replacement.version()) > 0 && !replacement.superseded().contains(version);
    }

    private boolean install(Replacement replacement, List<Bundle> all) {
        Path file = kept.folder().file(replacement.name(), replacement.version().toString());
        int level = Versions.level(all.isEmpty() ? context.getBundle() : all.get(0));
        try {
            if (!Files.exists(file) || !UpgradeFolder.hash(file).equals(replacement.sha256())) {
                throw new IOException("its file is not there, or has changed: " + file);
            }
            kept.versions().start(file, level);
            LOG.info("{} {} is back", replacement.name(), replacement.version());
            return true;
        } catch (IOException e) {
            LOG.error("{} {} was to take the place of {}, but cannot: {}", replacement.name(), replacement.version(),
                    replacement.superseded(), e.getMessage());
            return false;
        }
    }

    private void retire(Bundle bundle) {
        if (!generations.isRetiring(bundle)) {
            LOG.info("{} {} has come back and goes again", bundle.getSymbolicName(), bundle.getVersion());
            generations.retire(bundle.getBundleId(), generations.drain());
        }
    }

    /** Deletes the files of versions that are gone. */
    void sweep() {
        Stream<Path> wanted = kept.replacements().all().stream()
                .map(it -> kept.folder().file(it.name(), it.version().toString()));
        Stream<Path> used = kept.versions().in(kept.folder()).stream()
                .map(it -> kept.folder().file(it.getSymbolicName(), it.getVersion().toString()));
        try {
            if (kept.busy().isEmpty()) {
                kept.folder().sweep(Stream.concat(wanted, used).collect(Collectors.toSet()));
            }
        } catch (IOException e) {
            LOG.warn("files of versions that are gone are left: {}", e.toString());
        }
    }
}
