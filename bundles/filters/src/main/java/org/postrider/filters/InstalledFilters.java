package org.postrider.filters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postrider.api.event.MailEvents;
import org.postrider.api.filter.FilterInfo;
import org.postrider.api.filter.FilterPipeline;
import org.postrider.api.filter.FilterReport;
import org.postrider.api.filter.Filters;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.plugin.BundleUse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The filter services that are there, as pipelines: every change of them or of their settings makes a new one. */
@Component(service = {Filters.class, BundleUse.class}, configurationPid = "org.postrider.filters")
@Designate(ocd = InstalledFilters.Settings.class)
public final class InstalledFilters implements Filters, BundleUse {

    private static final Logger LOG = LoggerFactory.getLogger(InstalledFilters.class);

    /** Settings of the pipeline; those of single filters are {@link FilterOverride.Settings}. */
    @ObjectClassDefinition(name = "Postrider Filters", description = "How filters are run.")
    public @interface Settings {

        @AttributeDefinition(required = false, description = "Names of filters, separated by commas, without which no "
                + "mail is accepted: while one is not installed or cannot run, senders are deferred.")
        String required() default "";

        @AttributeDefinition(min = "0", max = "1000", description = "Threads that filters run on where the JVM has no "
                + "virtual threads; 0 stands for four per processor, at least 32 and at most 64.")
        int threads() default 0;
    }

    private final Overrides overrides;
    private final OverrideStore store;
    private final Workplace workplace;
    private final SafeMode safe;
    private final InstalledVersions versions = new InstalledVersions();
    private Set<String> required = Set.of();
    private Set<String> lacking = Set.of();
    private long generation;
    private FilterSet filters = new FilterSet(List.of(), Map.of());
    private volatile Pipeline current;

    @Reference(name = "events", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, fieldOption = FieldOption.REPLACE)
    volatile MailEvents events;

    @Activate
    public InstalledFilters(
            @Reference(name = "configuration") ConfigurationAdmin configuration,
            @Reference(name = "overrides") Overrides overrides, BundleContext context, Settings settings) {
        this(overrides, new OverrideStore(configuration,
                Optional.ofNullable(context.getProperty("karaf.etc")).map(Path::of)), settings, Clock.systemUTC(),
                Optional.ofNullable(context.getProperty("karaf.data")).map(Path::of).map(SafeMode::of).orElse(SafeMode.NONE));
    }

    InstalledFilters(Overrides overrides, OverrideStore store, Settings settings, Clock clock, SafeMode safe) {
        this.safe = safe;
        this.overrides = overrides;
        this.store = store;
        FilterThreads threads = FilterThreads.create(PipelineSettings.threads(settings));
        this.workplace = new Workplace(threads, new Watchdog(), new Failures(clock, () -> events),
                new FilterMetrics(threads::stuck), clock);
        modified(settings);
        overrides.listen(this::rebuild);
        rebuild();
    }

    @Modified
    synchronized void modified(Settings settings) {
        try {
            required = PipelineSettings.required(settings);
        } catch (IllegalArgumentException e) {
            LOG.error("org.postrider.filters: {}; what was required before stays required", e.getMessage());
        }
        workplace.threads().resize(PipelineSettings.threads(settings));
        rebuild();
    }

    @Deactivate
    void deactivate() {
        overrides.listen(() -> { });
        workplace.threads().close();
        workplace.watchdog().close();
    }

    @Reference(name = "metrics", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindMetrics(Metrics metrics) {
        workplace.metrics().bind(metrics);
    }

    void unbindMetrics(Metrics metrics) {
        workplace.metrics().unbind(metrics);
    }

    @Reference(name = "filter", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindFilter(MailFilter filter, ServiceReference<MailFilter> reference) {
        install(filter, properties(reference), InstalledFilter.Origin.of(reference));
    }

    void updatedFilter(ServiceReference<MailFilter> reference) {
        update(properties(reference));
    }

    void unbindFilter(ServiceReference<MailFilter> reference) {
        uninstall((Long) reference.getProperty("service.id"));
    }

    private static Map<String, Object> properties(ServiceReference<?> reference) {
        Map<String, Object> properties = new HashMap<>();
        for (String key : reference.getPropertyKeys()) {
            properties.put(key, reference.getProperty(key));
        }
        return properties;
    }

    synchronized void install(MailFilter filter, Map<String, Object> properties, InstalledFilter.Origin origin) {
        Declaration declaration = safe.judge(declared(properties), origin.version());
        versions.add(new InstalledFilter(declaration, filter, origin,
                safe.mark(declaration.name(), origin.version()), System::nanoTime));
        rebuild();
    }

    private synchronized void update(Map<String, Object> properties) {
        versions.replace((Long) properties.get("service.id"),
                before -> new InstalledFilter(safe.judge(declared(properties), before.origin().version()), before));
        rebuild();
    }

    /** Calls in flight end on the object they began with; nothing waits for them. */
    synchronized void uninstall(long serviceId) {
        versions.remove(serviceId);
        rebuild();
    }

    private static Declaration declared(Map<String, Object> properties) {
        Declaration declaration = DeclarationReader.read(properties);
        if (!declaration.problem().isEmpty()) {
            LOG.error("filter {} is not run: {}", declaration.name(), declaration.problem());
        }
        return declaration;
    }

    private synchronized void rebuild() {
        filters = new FilterSet(versions.running(), overrides.byFilter());
        Set<String> missing = filters.missing(required);
        if (!missing.equals(lacking)) {
            LOG.warn("required filters that do not run: {}{}", missing,
                    missing.isEmpty() ? ", mail is accepted again" : "; no mail is accepted until they do");
        }
        lacking = missing;
        filters.configured().forEach(f -> f.source().mode(f.settings().mode(), workplace.clock().instant()));
        current = new Pipeline(++generation, filters.groups(), missing, workplace);
    }

    @Override
    public synchronized void retire(long bundle) {
        versions.retire(bundle);
        rebuild();
    }

    /** Sessions belong to the engine that holds their pipelines: it counts them. */
    @Override
    public int sessions(long bundle) {
        return 0;
    }

    @Override
    public synchronized Optional<String> problem(long bundle) {
        return versions.of(bundle).stream().map(filters::problem).filter(it -> !it.isEmpty()).findFirst();
    }

    @Override
    public FilterPipeline current() {
        return current;
    }

    @Override
    public synchronized List<FilterInfo> list() {
        return filters.list();
    }

    @Override
    public synchronized Optional<FilterReport> report(String name) {
        return Optional.ofNullable(filters.find(name)).map(filter -> filter.source().opinions().report(filter));
    }

    @Override
    public synchronized void configure(String name, Map<String, String> settings) throws IOException {
        if (filters.find(name) == null) {
            throw new IllegalArgumentException("there is no filter \"" + LogText.line(name) + "\"; there are: "
                    + String.join(", ", filters.names()));
        }
        Map<String, Map<SettingKey, String>> all = new HashMap<>(overrides.byFilter());
        Map<SettingKey, String> changed = changed(all.getOrDefault(name, Map.of()), settings);
        all.put(name, changed);
        String problem = new FilterSet(versions.running(), all).problems().getOrDefault(name, "");
        if (!problem.isEmpty() && !filters.problems().containsKey(name)) {
            throw new IllegalArgumentException("filter " + name + " could not run: " + problem);
        }
        String pid = store.write(name, changed);
        boolean rebuilt = changed.isEmpty()
                ? overrides.remove(pid) : overrides.put(pid, new Overrides.Changes(name, changed));
        if (!rebuilt) { // the configuration was faster, and waits for us to rebuild
            rebuild();
        }
    }

    private static Map<SettingKey, String> changed(Map<SettingKey, String> before, Map<String, String> settings) {
        Map<SettingKey, String> changed = new EnumMap<>(SettingKey.class);
        changed.putAll(before);
        settings.forEach((text, value) -> {
            SettingKey key = SettingKey.named(text).orElseThrow(() -> new IllegalArgumentException(
                    "there is no setting \"" + LogText.line(text) + "\"; there are: " + SettingKey.all()));
            changed.put(key, value.isBlank() ? "" : key.checked(value));
            changed.values().removeIf(String::isEmpty);
        });
        return changed;
    }
}
