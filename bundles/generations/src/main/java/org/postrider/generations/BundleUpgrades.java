package org.postrider.generations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.postrider.api.plugin.PluginPlan;
import org.postrider.api.plugin.Upgrade;
import org.postrider.api.plugin.UpgradeRequest;
import org.postrider.api.plugin.Upgrades;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts versions in the place of others, and sees to it that they stay there. */
@Component(service = Upgrades.class, immediate = true)
public final class BundleUpgrades implements Upgrades {

    private static final Logger LOG = LoggerFactory.getLogger(BundleUpgrades.class);

    private final BundleGenerations generations;
    private final Versions versions;
    private final Health health;
    private final UpgradeFolder folder;
    private final ReplacementFile replacements;
    private final Restoration restoration;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    /** @throws IOException if the folder cannot be made or its list cannot be read */
    @Activate
    public BundleUpgrades(
            BundleContext context, @Reference(name = "threads") GenerationThreads threads,
            @Reference(name = "generations") BundleGenerations generations,
            @Reference(name = "components") ServiceComponentRuntime components) throws IOException {
        this.generations = generations;
        this.versions = new Versions(context, generations);
        this.health = new Health(components, generations);
        this.folder = new UpgradeFolder(Path.of(context.getProperty("postrider.home"), "upgrades"));
        this.replacements = new ReplacementFile(folder.list());
        this.restoration = new Restoration(context, threads, generations,
                new Restoration.Kept(versions, folder, replacements, busy));
        restoration.begin();
    }

    @Deactivate
    void close() {
        restoration.end();
    }

    @Override
    public Upgrade begin(UpgradeRequest request) throws IOException {
        String name = request.bundle();
        if (!busy.add(name)) {
            throw new IllegalArgumentException("an upgrade of " + name + " is under way; wait for its end");
        }
        try {
            return replace(request);
        } finally {
            busy.remove(name);
        }
    }

    private Upgrade replace(UpgradeRequest request) throws IOException {
        PluginPlan plan = request.plan();
        List<Bundle> before = versions.running(request.bundle());
        Fitness.check(request, before);
        Path kept = folder.file(plan.name(), plan.version());
        folder.keep(request.file(), kept, plan.sha256());
        Bundle fresh = start(kept, before);
        try {
            replacements.put(replacement(plan, before));
        } catch (IOException e) {
            takeBack(fresh, kept);
            throw e;
        }
        return retire(fresh, before, request.drain().orElse(generations.drain()));
    }

    private Bundle start(Path kept, List<Bundle> before) throws IOException {
        Bundle fresh;
        try {
            fresh = versions.start(kept, Versions.level(before.get(0)));
        } catch (IOException e) {
            Files.deleteIfExists(kept);
            throw new IOException(e.getMessage() + "; all is as it was before", e);
        }
        Optional<String> problem = awaitHealth(fresh, before);
        if (problem.isPresent()) {
            takeBack(fresh, kept);
            throw new IOException(fresh.getSymbolicName() + " " + fresh.getVersion() + " did not come to serve in "
                    + generations.health().toSeconds() + " s: " + problem.get() + "; all is as it was before");
        }
        return fresh;
    }

    private Optional<String> awaitHealth(Bundle fresh, List<Bundle> before) {
        try {
            return health.await(fresh, before, generations.health());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("it was not waited for");
        }
    }

    private static void takeBack(Bundle fresh, Path kept) throws IOException {
        try {
            fresh.uninstall();
        } catch (BundleException e) {
            LOG.error("{} {} could not be taken back", fresh.getSymbolicName(), fresh.getVersion(), e);
        }
        Files.deleteIfExists(kept);
    }

    private Replacement replacement(PluginPlan plan, List<Bundle> before) {
        Version version = Version.parseVersion(plan.version());
        Set<Version> gone = before.stream().map(Bundle::getVersion).collect(Collectors.toSet());
        return replacements.find(plan.name()).map(it -> it.by(version, plan.sha256(), gone))
                .orElseGet(() -> new Replacement(plan.name(), version, plan.sha256(), gone));
    }

    private Upgrade retire(Bundle fresh, List<Bundle> before, Duration drain) {
        List<String> gone = before.stream().map(it -> it.getVersion().toString()).toList();
        LOG.info("{} {} serves in the place of {}", fresh.getSymbolicName(), fresh.getVersion(), gone);
        CompletionStage<Integer> done = before.stream().map(it -> generations.retire(it.getBundleId(), drain))
                .reduce(CompletableFuture.completedFuture(0), (a, b) -> a.thenCombine(b, Integer::sum));
        return new Upgrade(fresh.getSymbolicName(), fresh.getVersion().toString(), fresh.getBundleId(), gone, drain,
                done.thenApply(left -> {
                    restoration.sweep();
                    return left;
                }));
    }
}
