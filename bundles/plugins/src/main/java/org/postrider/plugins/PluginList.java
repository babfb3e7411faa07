package org.postrider.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.postrider.api.plugin.PluginInfo;
import org.postrider.api.plugin.PluginInfo.Lock;
import org.postrider.api.plugin.PluginInfo.Place;
import org.postrider.api.plugin.PluginInfo.State;

/** Looks at the plugins as they are now: files, lock file, and bundles. */
final class PluginList {

    private final Surroundings surroundings;
    private final PluginFolder folder;
    private final PluginBundles bundles;
    private final LockFile file;
    private final List<Locked> locked;

    PluginList(Surroundings surroundings, PluginFolder folder, LockFile file) throws IOException {
        this.surroundings = surroundings;
        this.folder = folder;
        this.bundles = new PluginBundles(surroundings);
        this.file = file;
        this.locked = file.entries();
    }

    List<PluginInfo> all() throws IOException {
        List<PluginInfo> all = new ArrayList<>();
        for (Bundle bundle : surroundings.deployed().bundles(surroundings.context())) {
            all.add(deployed(bundle, surroundings.deployed().jar(bundle).orElseThrow()));
        }
        for (Locked it : locked) {
            if (folder.has(it) || all.stream().noneMatch(there -> isVersion(there, it))) {
                all.add(installed(it));
            }
        }
        for (Path jar : folder.strangers(locked)) {
            all.add(stranger(jar));
        }
        bundles.all().stream().filter(it -> !locked.contains(PluginBundles.identity(it))).map(PluginList::ending).forEach(all::add);
        all.sort(Comparator.comparing(PluginInfo::name).thenComparing(PluginInfo::version));
        return all;
    }

    private static boolean isVersion(PluginInfo info, Locked plugin) {
        return info.name().equals(plugin.name()) && info.version().equals(plugin.version().toString());
    }

    private PluginInfo installed(Locked plugin) throws IOException {
        Path jar = folder.jar(plugin);
        if (!folder.has(plugin)) {
            return new PluginInfo(plugin.name(), plugin.version().toString(), State.IDLE, Place.INSTALLED, List.of(),
                    Instant.EPOCH, "", Lock.OK, jar + " is not there");
        }
        String sha256 = Sha256.of(jar);
        boolean intact = sha256.equals(plugin.sha256());
        State state = bundles.find(plugin).map(PluginList::state).orElse(State.IDLE);
        String problem = intact ? state == State.ACTIVE ? "" : "it does not run; the log says why"
                : "the octets of " + jar + " are not those of " + file.path();
        return new PluginInfo(plugin.name(), plugin.version().toString(), state, Place.INSTALLED, offers(jar), since(jar), sha256,
                intact ? Lock.OK : Lock.CHANGED, problem);
    }

    private PluginInfo stranger(Path jar) throws IOException {
        Optional<BundleFile> read = read(jar);
        return new PluginInfo(read.map(BundleFile::name).orElse(jar.getFileName().toString()),
                read.map(it -> it.version().toString()).orElse(""), State.IDLE, Place.INSTALLED, offers(jar), since(jar),
                Sha256.of(jar), Lock.ABSENT, jar + " is not in " + file.path());
    }

    private PluginInfo deployed(Bundle bundle, Path jar) throws IOException {
        String sha256 = Sha256.of(jar);
        Version version = bundle.getVersion();
        State state = state(bundle);
        Lock lock = lock(name(bundle), version, sha256);
        return new PluginInfo(name(bundle), version.toString(), state, Place.DEPLOYED, offers(jar), since(jar), sha256, lock,
                state == State.ACTIVE ? "" : idle(jar, lock));
    }

    private String idle(Path jar, Lock lock) {
        return lock != Lock.OK && surroundings.settings().lock().equals(DeployLock.ENFORCE)
                ? "lock = enforce, and the octets of " + jar + " are not in " + file.path() : "it does not run; the log says why";
    }

    private Lock lock(String name, Version version, String sha256) {
        List<Locked> named = locked.stream().filter(it -> it.name().equals(name) && it.version().equals(version)).toList();
        if (named.isEmpty()) {
            return Lock.ABSENT;
        }
        return named.stream().anyMatch(it -> it.sha256().equals(sha256)) ? Lock.OK : Lock.CHANGED;
    }

    private static PluginInfo ending(Bundle bundle) {
        Locked plugin = PluginBundles.identity(bundle);
        return new PluginInfo(plugin.name(), plugin.version().toString(), State.DRAINING, Place.INSTALLED, List.of(),
                Instant.ofEpochMilli(bundle.getLastModified()), plugin.sha256(), Lock.ABSENT, "");
    }

    private static String name(Bundle bundle) {
        return bundle.getSymbolicName() == null ? bundle.getLocation() : bundle.getSymbolicName();
    }

    private static State state(Bundle bundle) {
        return bundle.getState() == Bundle.ACTIVE ? State.ACTIVE : State.IDLE;
    }

    private static Instant since(Path jar) throws IOException {
        return Files.getLastModifiedTime(jar).toInstant();
    }

    private static List<String> offers(Path jar) {
        return read(jar).map(BundleFile::offers).orElse(List.of());
    }

    private static Optional<BundleFile> read(Path jar) {
        try {
            return Optional.of(BundleFile.read(jar, Long.MAX_VALUE));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
