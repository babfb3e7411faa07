package org.postrider.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

import org.osgi.framework.Bundle;
import org.postrider.api.plugin.PluginChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs, removes and takes back, one at a time. A change counts when the lock file has it; whatever fails before that
 * leaves all as it was, and a crash before it leaves at most a jar that is not in the lock and does not run.
 */
final class PluginChanges {

    private static final Logger LOG = LoggerFactory.getLogger(PluginChanges.class);

    private final Surroundings surroundings;
    private final PluginFolder folder;
    private final LockFile lock;
    private final PluginBundles bundles;
    private final Retirement retirement;
    private final ReentrantLock busy = new ReentrantLock();

    PluginChanges(Surroundings surroundings, PluginFolder folder, LockFile lock) {
        this.surroundings = surroundings;
        this.folder = folder;
        this.lock = lock;
        this.bundles = new PluginBundles(surroundings);
        this.retirement = new Retirement(surroundings, bundles);
    }

    /** One change at a time. @throws IOException if another is under way, or from the change */
    <T> T alone(Callable<T> change) throws IOException {
        if (!busy.tryLock()) {
            throw new IOException("another change of the plugins is under way; try again when it is done");
        }
        try {
            return change.call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.toString(), e);
        } finally {
            busy.unlock();
        }
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** @throws IOException if what was judged cannot be installed any more, or does not work */
    PluginChange install(Draft draft) throws IOException {
        return alone(() -> {
            BundleFile file = draft.judgedAgain();
            refuseParts(file);
            Locked plugin = new Locked(file.name(), file.version(), draft.plan().sha256());
            List<Locked> ended = lock.entries().stream().filter(it -> it.name().equals(plugin.name()))
                    .filter(it -> folder.has(it) && !it.isVersionOf(plugin)).toList();
            folder.adopt(draft.copy(), plugin);
            commit(plugin, file, ended);
            List<String> notes = new ArrayList<>(remember(new LastChange(List.of(plugin), ended)));
            notes.addAll(takeOut(ended));
            notes.addAll(others(plugin.name()));
            return done(List.of(plugin), ended, notes);
        });
    }

    /** A bundle of the server itself is no plugin, and its older version does not go. */
    private void refuseParts(BundleFile file) throws IOException {
        boolean part = new Installed(surroundings.context()).all(file.name()).stream()
                .anyMatch(it -> !PluginBundles.isOne(it) && !surroundings.deployed().has(it));
        if (part) {
            throw new IOException(file.name() + " is a part of the server, and no plugin");
        }
    }

    private List<String> others(String name) {
        return surroundings.deployed().bundles(surroundings.context()).stream().filter(it -> name.equals(it.getSymbolicName()))
                .map(it -> it.getVersion() + " of it is in deploy/ as well: remove "
                        + surroundings.deployed().jar(it).orElseThrow().getFileName() + " there").toList();
    }

    private void commit(Locked plugin, BundleFile file, List<Locked> ended) throws IOException {
        try {
            run(plugin, file);
            lock.change(ended, List.of(plugin));
        } catch (IOException | RuntimeException e) {
            bundles.find(plugin).ifPresent(this::abandon);
            folder.drop(plugin);
            throw e;
        }
    }

    private void run(Locked plugin, BundleFile file) throws IOException {
        Bundle bundle = bundles.install(plugin, folder.jar(plugin));
        bundles.start(bundle);
        new Health(surroundings, file, bundle).await();
    }

    private void abandon(Bundle bundle) {
        try {
            bundles.uninstall(bundle);
        } catch (IOException e) {
            LOG.warn("{} was given up and did not end; it is gone after a restart", bundle, e);
        }
    }

    PluginChange remove(String name, Optional<String> version) throws IOException {
        return alone(() -> {
            Locked plugin = Choice.of(name, version, lock.entries(), folder);
            lock.change(List.of(plugin), List.of());
            List<String> notes = new ArrayList<>(remember(new LastChange(List.of(), List.of(plugin))));
            notes.addAll(takeOut(List.of(plugin)));
            return done(List.of(), List.of(plugin), notes);
        });
    }

    PluginChange undo() throws IOException {
        return alone(() -> {
            LastChange last = LastChange.read(folder.lastChange()).filter(it -> fits(it))
                    .orElseThrow(() -> new IllegalArgumentException("there is nothing to take back"));
            bringBack(last);
            List<String> notes = new ArrayList<>(retire(last.started()));
            folder.forget(last.started());
            return done(last.ended(), last.started(), notes);
        });
    }

    private boolean fits(LastChange last) {
        try {
            return last.fits(lock.entries());
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private void bringBack(LastChange last) throws IOException {
        try {
            for (Locked it : last.ended()) {
                bringBack(it);
            }
            lock.change(last.started(), last.ended());
        } catch (IOException | RuntimeException e) {
            for (Locked it : last.ended()) {
                bundles.find(it).ifPresent(this::abandon);
                if (folder.has(it)) {
                    folder.keep(it);
                }
            }
            throw e;
        }
    }

    private void bringBack(Locked plugin) throws IOException {
        Optional<Bundle> ending = bundles.find(plugin);
        if (ending.isPresent()) {
            retirement.end(ending.get());
        }
        folder.bringBack(plugin);
        run(plugin, BundleFile.read(folder.jar(plugin), Long.MAX_VALUE));
    }

    /** Writes down what can be taken back. It counts already, so a failure is only said. */
    private List<String> remember(LastChange change) {
        try {
            change.write(folder.lastChange());
            return List.of();
        } catch (IOException e) {
            return List.of("it cannot be taken back: " + e);
        }
    }

    private List<String> takeOut(List<Locked> ended) {
        List<String> notes = new ArrayList<>(retire(ended));
        try {
            for (Locked it : ended) {
                folder.keep(it);
            }
            folder.forgetAllBut(ended);
        } catch (IOException e) {
            notes.add("it cannot be taken back: " + e);
        }
        return notes;
    }

    private List<String> retire(List<Locked> plugins) {
        return plugins.stream().flatMap(it -> bundles.find(it).stream())
                .flatMap(it -> retirement.retire(it).stream()).toList();
    }

    private static PluginChange done(List<Locked> started, List<Locked> ended, List<String> notes) {
        PluginChange change = new PluginChange(labels(started), labels(ended), notes);
        LOG.info("plugins started: {}, ended: {} {}", change.started(), change.ended(), notes);
        return change;
    }

    private static List<String> labels(List<Locked> plugins) {
        return plugins.stream().map(Locked::label).toList();
    }
}
