package org.postrider.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the jars of {@code deploy/} against the lock file before anything of them runs: a bundle that may not run is not
 * resolved, so nobody can start it. OSGi Core 57.
 */
@Component(service = ResolverHookFactory.class, configurationPid = "org.postrider.plugins", immediate = true)
public final class DeployLock implements ResolverHookFactory, ResolverHook {

    static final String ENFORCE = "enforce";
    private static final String OFF = "off";
    private static final int MOST = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(DeployLock.class);

    /** What a judgement depends on. */
    private record Judged(long bundle, long bundleChanged, long jarChanged, long lockChanged) {}

    private final Map<Judged, Boolean> judged = new ConcurrentHashMap<>();
    private final DeployFolder deployed;
    private final LockFile lock;
    private final BundleContext context;
    private volatile String mode;

    @Activate
    public DeployLock(BundleContext context, PluginConfiguration configuration) {
        this(context, Path.of(context.getProperty("postrider.home")), configuration);
    }

    DeployLock(BundleContext context, Path home, PluginConfiguration configuration) {
        this.context = context;
        this.deployed = new DeployFolder(home);
        this.lock = new LockFile(home.resolve("etc/plugins.lock"));
        modified(configuration);
    }

    /** What runs already and may not any more, is stopped. */
    @Modified
    void modified(PluginConfiguration configuration) {
        mode = configuration.lock();
        judged.clear();
        deployed.bundles(context).stream().filter(it -> it.getState() == Bundle.ACTIVE).filter(this::isRefused)
                .forEach(DeployLock::stop);
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException e) {
            LOG.error("{} is not in the lock file, and could not be stopped", bundle.getLocation(), e);
        }
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        candidates.removeIf(it -> isRefused(it.getBundle()));
    }

    private boolean isRefused(Bundle bundle) {
        if (mode.equals(OFF) || !deployed.has(bundle)) {
            return false;
        }
        Path jar = deployed.jar(bundle).orElseThrow();
        Judged key = new Judged(bundle.getBundleId(), bundle.getLastModified(), changed(jar), changed(lock.path()));
        if (judged.size() > MOST) {
            judged.clear();
        }
        return !judged.computeIfAbsent(key, it -> isLocked(jar)) && mode.equals(ENFORCE);
    }

    private static long changed(Path path) {
        return path.toFile().lastModified();
    }

    /** Says it in the log if it is not. */
    private boolean isLocked(Path jar) {
        try {
            String sha256 = Files.isRegularFile(jar) ? Sha256.of(jar) : "";
            boolean locked = lock.entries().stream().anyMatch(it -> it.sha256().equals(sha256));
            if (!locked) {
                say(jar);
            }
            return locked;
        } catch (IOException e) {
            LOG.error("whether {} is in the lock file cannot be found out: {}", jar, e.toString());
            return false;
        }
    }

    private void say(Path jar) {
        if (mode.equals(ENFORCE)) {
            LOG.error("{} is not started: it is not in {}, and lock = enforce", jar, lock.path());
        } else {
            LOG.warn("{} is not in {}", jar, lock.path());
        }
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> candidates) {
        // nothing of deploy/ is treated in another way here
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        // the same
    }

    @Override
    public void end() {
        // there is nothing to give back
    }
}
