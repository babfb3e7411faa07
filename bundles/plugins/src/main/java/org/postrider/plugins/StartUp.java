package org.postrider.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.postrider.api.plugin.Generation;
import org.postrider.api.plugin.PluginProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the plugins of {@code plugins/}: those whose octets the lock file has, and nothing else. What is wrong is in the
 * log, and one that is wrong keeps no other from starting.
 */
final class StartUp {

    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);

    private final Surroundings surroundings;
    private final PluginFolder folder;
    private final LockFile lock;
    private final PluginBundles bundles;

    StartUp(Surroundings surroundings, PluginFolder folder, LockFile lock) {
        this.surroundings = surroundings;
        this.folder = folder;
        this.lock = lock;
        this.bundles = new PluginBundles(surroundings);
    }

    /** @throws IOException if a folder or the lock file cannot be read; nothing was started then */
    void run() throws IOException {
        lock.objections().forEach(it -> LOG.error("{} {}", lock.path(), it));
        List<Locked> locked = lock.entries();
        keepWhatACrashLeft(locked);
        List<Locked> good = new ArrayList<>();
        for (Locked it : locked) {
            if (folder.isIntact(it)) {
                good.add(it);
            } else if (folder.has(it)) {
                LOG.error("plugin {} is not started: the octets of {} are not those of {}", it.label(), folder.jar(it), lock.path());
            }
        }
        for (Path jar : folder.strangers(locked)) {
            LOG.error("{} is not started: it is not in {}", jar, lock.path());
        }
        forgetOthers(good);
        start(good);
    }

    private void keepWhatACrashLeft(List<Locked> locked) throws IOException {
        Optional<LastChange> last = LastChange.read(folder.lastChange());
        for (Locked it : last.map(LastChange::ended).orElse(List.of())) {
            if (!locked.contains(it) && folder.isIntact(it)) {
                folder.keep(it);
            }
        }
    }

    /** What the framework still has of others. What runs, or is coming to its end, is left alone. */
    private void forgetOthers(List<Locked> good) {
        List<Long> ending = surroundings.generations().stream().flatMap(it -> it.list().stream())
                .map(Generation::bundle).toList();
        for (Bundle bundle : bundles.all()) {
            boolean other = !good.contains(PluginBundles.identity(bundle));
            if (other && bundle.getState() != Bundle.ACTIVE && !ending.contains(bundle.getBundleId())) {
                attempt(() -> bundles.uninstall(bundle));
            }
        }
    }

    /** All are installed before the first is started: one may need another. */
    private void start(List<Locked> good) {
        Map<Locked, Bundle> installed = new LinkedHashMap<>();
        good.forEach(it -> attempt(() -> installed.put(it, bundles.install(it, folder.jar(it)))));
        installed.forEach((plugin, bundle) -> attempt(() -> start(plugin, bundle)));
    }

    private void start(Locked plugin, Bundle bundle) throws IOException {
        try {
            bundles.start(bundle);
            LOG.info("plugin {} started", plugin.label());
        } catch (IOException e) {
            throw new IOException(e.getMessage() + problems(plugin), e);
        }
    }

    /** The same in our words, where they are known. */
    private String problems(Locked plugin) throws IOException {
        BundleFile file = BundleFile.read(folder.jar(plugin), Long.MAX_VALUE);
        return Judgement.needs(file, new Installed(surroundings.context())).stream().map(PluginProblem::text)
                .map(it -> "; " + it).collect(Collectors.joining());
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void attempt(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            LOG.error("a plugin is not started: {}", e.getMessage(), e);
        }
    }
}
