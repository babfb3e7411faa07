package org.postrider.generations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.plugin.BundleUse;
import org.postrider.api.plugin.Generation;
import org.postrider.api.plugin.Generations;

/** The versions that are on their way out, and who still needs them. */
@Component(service = {Generations.class, BundleGenerations.class}, configurationPid = "org.postrider.generations",
        immediate = true)
@Designate(ocd = GenerationsConfiguration.class)
public final class BundleGenerations implements Generations, Retirement.Surroundings {

    private static final Comparator<Generation> BY_NAME = Comparator.comparing(Generation::name)
            .thenComparing(it -> Version.parseVersion(it.version())).thenComparing(Generation::bundle);

    private final BundleContext context;
    private final GenerationThreads threads;
    private final Clock clock;
    private final RetiringFile marks;
    private final DeployedFiles deployed;
    private final Map<Long, Retirement> retiring = new ConcurrentHashMap<>();
    private final List<BundleUse> uses = new CopyOnWriteArrayList<>();
    private volatile GenerationsConfiguration configuration;

    @Activate
    public BundleGenerations(
            BundleContext context, @Reference(name = "threads") GenerationThreads threads,
            GenerationsConfiguration configuration) {
        this(context, threads, configuration, Clock.systemUTC());
    }

    BundleGenerations(
            BundleContext context, GenerationThreads threads, GenerationsConfiguration configuration, Clock clock) {
        this.context = context;
        this.threads = threads;
        this.clock = clock;
        this.configuration = configuration;
        this.marks = new RetiringFile(context.getDataFile("retiring").toPath());
        this.deployed = DeployedFiles.of(Optional.ofNullable(context.getProperty("postrider.home")));
        bundles().stream().filter(marks::has).forEach(it -> retire(it.getBundleId(), drain()));
    }

    @Modified
    void modified(GenerationsConfiguration changed) {
        configuration = changed;
    }

    @Reference(name = "use", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addUse(BundleUse use) {
        uses.add(use);
        retiring.keySet().forEach(use::retire);
    }

    void removeUse(BundleUse use) {
        uses.remove(use);
    }

    Duration drain() {
        return Duration.ofSeconds(configuration.drain());
    }

    Duration health() {
        return Duration.ofSeconds(configuration.health());
    }

    /** Why those who should run code of a bundle do not. */
    Optional<String> problem(Bundle bundle) {
        return uses.stream().flatMap(use -> use.problem(bundle.getBundleId()).stream()).findFirst();
    }

    boolean isRetiring(Bundle bundle) {
        return retiring.containsKey(bundle.getBundleId());
    }

    @Override
    public CompletionStage<Integer> retire(long id, Duration deadline) {
        Bundle bundle = context.getBundle(id);
        if (bundle == null || id == 0 || id == context.getBundle().getBundleId()) {
            throw new IllegalArgumentException("there is no bundle " + id + " that could be retired");
        }
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("a deadline is 0 seconds or more, not " + deadline.toSeconds());
        }
        Retirement fresh = new Retirement(bundle, this);
        Retirement before = retiring.putIfAbsent(id, fresh);
        Retirement retirement = before == null ? fresh : before;
        retirement.within(deadline);
        if (before == null) {
            marks.add(bundle);
            uses.forEach(use -> use.retire(id));
            fresh.begin();
        }
        return retirement.done();
    }

    @Override
    public List<Generation> list() {
        List<Generation> all = new ArrayList<>(retiring.values().stream().map(Retirement::view).toList());
        Set<String> names = all.stream().map(Generation::name).collect(Collectors.toSet());
        bundles().stream().filter(it -> names.contains(it.getSymbolicName()) && !isRetiring(it))
                .filter(it -> it.getState() == Bundle.ACTIVE).map(this::current).forEach(all::add);
        all.sort(BY_NAME);
        return List.copyOf(all);
    }

    private Generation current(Bundle bundle) {
        return new Generation(bundle.getBundleId(), bundle.getSymbolicName(), bundle.getVersion().toString(),
                Generation.State.CURRENT, sessions(bundle), Instant.ofEpochMilli(bundle.getLastModified()),
                Optional.empty());
    }

    private List<Bundle> bundles() {
        return Arrays.stream(context.getBundles()).filter(it -> it.getSymbolicName() != null).toList();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public int sessions(Bundle bundle) {
        return uses.isEmpty() ? -1 : uses.stream().mapToInt(use -> use.sessions(bundle.getBundleId())).sum();
    }

    @Override
    public Duration grace() {
        return Duration.ofSeconds(configuration.grace());
    }

    @Override
    public void after(long millis, Runnable task) {
        threads.after(millis, task);
    }

    @Override
    public void leave(Bundle bundle) {
        deployed.setAside(bundle.getLocation());
    }

    @Override
    public void forget(Bundle bundle) {
        retiring.remove(bundle.getBundleId());
        marks.remove(bundle);
    }
}
