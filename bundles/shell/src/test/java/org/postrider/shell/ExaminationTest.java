package org.postrider.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.SatisfiedReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.postrider.api.delivery.Router;
import org.postrider.api.directory.Directory;
import org.postrider.api.filter.Filters;
import org.postrider.api.message.Domain;
import org.postrider.api.queue.Queue;
import org.postrider.api.queue.Spool;
import org.postrider.api.queue.SpoolStatus;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.api.smtp.Listeners;
import org.postrider.testing.admin.EditedDirectory;
import org.postrider.testing.admin.ListedFilters;

class ExaminationTest {

    private final Platform platform = new Platform();
    private final List<ComponentDescriptionDTO> components = new ArrayList<>();
    private final List<ComponentConfigurationDTO> configurations = new ArrayList<>();
    private final List<String> pids = new ArrayList<>();

    @BeforeEach
    void framework() {
        platform.install(bundle(0, "org.apache.felix.framework", Bundle.ACTIVE));
        platform.install(bundle(7, "org.postrider.queue", Bundle.ACTIVE));
        platform.with(ServiceComponentRuntime.class, Platform.proxy(ServiceComponentRuntime.class, (method, args) ->
                method.equals("getComponentDescriptionDTOs") ? components
                        : configurations.stream().filter(it -> it.description == args[0]).toList()));
        platform.with(ConfigurationAdmin.class, Platform.proxy(ConfigurationAdmin.class, (method, args) ->
                pids.isEmpty() ? null
                        : pids.stream().map(ExaminationTest::configuration).toArray(Configuration[]::new)));
    }

    @Test
    void bundlesThatRunAreFine() {
        assertThat(examine(new BundleExamination())).isEmpty();
    }

    @Test
    void aBundleThatLacksAPackageSaysWhich() {
        platform.install(bundle(8, "org.example.filter", Bundle.INSTALLED));
        assertThat(examine(new BundleExamination())).containsExactly("PROBLEM bundle org.example.filter 1.0.0:"
                + " it is installed but not resolved: nothing provides (osgi.wiring.package=org.example.missing)");
    }

    @Test
    void fragmentsAndLazyBundlesAreNotStartedByNature() {
        platform.install(bundle(9, "io.netty.native", Bundle.RESOLVED, Constants.FRAGMENT_HOST, "io.netty"));
        platform.install(bundle(10, "lazy", Bundle.STARTING, Constants.BUNDLE_ACTIVATIONPOLICY, "lazy"));
        assertThat(examine(new BundleExamination())).isEmpty();
        platform.install(bundle(11, "org.postrider.spool", Bundle.RESOLVED));
        assertThat(examine(new BundleExamination()))
                .containsExactly("PROBLEM bundle org.postrider.spool 1.0.0: it is not started");
    }

    @Test
    void aComponentThatWaitsSaysForWhatAndWhoBringsIt() {
        component("DeliveryQueue", Queue.class, waitsFor("router", Router.class, "(name=x)"));
        assertThat(examine(new ComponentExamination())).containsExactly("PROBLEM org.postrider.queue, DeliveryQueue:"
                + " it waits for a router (Router) with (name=x) -> feature:install postrider-router");
    }

    @Test
    void aComponentThatWaitsForOneThatDoesNotRunLeadsThere() {
        component("DeliveryQueue", Queue.class, waitsFor("spool", Spool.class, null));
        ComponentConfigurationDTO failed = component("LogSpool", Spool.class);
        failed.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        failed.failure = "ComponentException: activation\n\tat x.Y\n"
                + "Caused by: java.io.IOException: read-only file system";
        assertThat(examine(new ComponentExamination())).containsExactly(
                "PROBLEM org.postrider.queue, DeliveryQueue: it waits for the spool (Spool)"
                        + " -> org.postrider.queue, LogSpool brings it: see there",
                "PROBLEM org.postrider.queue, LogSpool: it failed to start: java.io.IOException: read-only file system"
                        + " -> the log says more");
    }

    @Test
    void aComponentWithoutItsConfigurationIsAProblemIfItIsMissed() {
        ComponentConfigurationDTO unused = component("DeliveryQueue", Queue.class);
        configurations.remove(unused);
        unused.description.configurationPolicy = "require";
        assertThat(examine(new ComponentExamination())).singleElement().asString()
                .startsWith("PROBLEM org.postrider.queue, DeliveryQueue: it is not configured"
                        + " -> write etc/org.postrider.queue.cfg");
        platform.with(Queue.class.getName());
        assertThat(examine(new ComponentExamination())).isEmpty();
    }

    @Test
    void partsThatAreAway() {
        Arrays.stream(Part.values()).filter(it -> it != Part.QUEUE).forEach(it -> platform.with(it.service()));
        assertThat(examine(new PartExamination(Part.values()))).containsExactly(
                "PROBLEM the queue: not running -> feature:install postrider-queue");
        component("DeliveryQueue", Queue.class);
        assertThat(examine(new PartExamination(Part.values()))).containsExactly("PROBLEM the queue: not running"
                + " -> org.postrider.queue would bring it, but its component DeliveryQueue does not run: see there");
    }

    @Test
    void aConfigurationThatNobodyReads() {
        component("DeliveryQueue", Queue.class);
        pids.add("org.postrider.queue");
        assertThat(examine(new ConfigurationExamination())).isEmpty();
        pids.add("org.postrider.quue");
        assertThat(examine(new ConfigurationExamination())).containsExactly("NOTE etc/org.postrider.quue.cfg:"
                + " no component that is installed reads it -> is its name right? Did you mean org.postrider.queue?");
    }

    @Test
    void listenersThatAreNotOpen() {
        platform.with(Listeners.class, () -> List.of(
                listener("mx", ListenerInfo.State.FAILED, "address already in use"),
                listener("submission", ListenerInfo.State.CLOSED, ""), listener("ok", ListenerInfo.State.OPEN, "")));
        assertThat(examine(new ListenerExamination())).containsExactly(
                "PROBLEM listener mx: 127.0.0.1 port 2525 is not open (FAILED): address already in use"
                        + " -> correct etc/org.postrider.listener-mx.cfg",
                "PROBLEM listener submission: 127.0.0.1 port 2525 is not open (CLOSED): no engine for smtp is there"
                        + " -> feature:install postrider-smtp-server");
    }

    @Test
    void aSpoolThatTakesNothing() {
        SpoolStatus full = new SpoolStatus(0, 0, 1, 0, 0, false, "less than 10 % of the disk is free");
        platform.with(Spool.class, Platform.proxy(Spool.class, (method, args) -> full));
        assertThat(examine(new SpoolExamination())).singleElement().asString()
                .startsWith("PROBLEM spool: no message is taken: less than 10 % of the disk is free");
    }

    @Test
    void aFilterWithAProblem() {
        ListedFilters filters = new ListedFilters();
        filters.add("clamav", "required, but not installed");
        platform.with(Filters.class, filters);
        assertThat(examine(new FilterExamination())).singleElement().asString()
                .startsWith("PROBLEM filter clamav: required, but not installed");
    }

    @Test
    void aDirectoryWithoutDomains() {
        EditedDirectory directory = new EditedDirectory();
        platform.with(Directory.class, directory);
        assertThat(examine(new DirectoryExamination())).singleElement().asString()
                .startsWith("PROBLEM directory: there is no domain");
        directory.addDomain(new Domain("example.org"));
        assertThat(examine(new DirectoryExamination())).singleElement().asString()
                .startsWith("NOTE domain example.org: it has no account and no alias");
    }

    @Test
    void theDoctorFailsWhenSomethingIsWrong() throws Exception {
        DoctorCommand doctor = new DoctorCommand();
        assertThat(platform.failure(doctor)).matches("\\d+ problems\\.");
        assertThat(platform.output()).contains("PROBLEM  the queue: not running",
                "         -> feature:install postrider-queue", "ok       2 bundles are active");
        doctor.json = true;
        assertThat(platform.failure(doctor)).isEmpty();
        assertThat(platform.output()).startsWith("{\"well\":false,\"findings\":[{\"grade\":\"PROBLEM\"");
    }

    @Test
    void theCheckSucceedsWhenAllIsWell() throws Exception {
        EditedDirectory directory = new EditedDirectory();
        directory.addDomain(new Domain("example.org"));
        platform.with(Directory.class, directory).with(Filters.class, new ListedFilters())
                .with(Listeners.class, () -> List.of(listener("mx", ListenerInfo.State.OPEN, "")));
        assertThat(platform.run(new CheckCommand())).endsWith("All is well.\n").contains("NOTE     domain example.org");
    }

    private List<String> examine(Examination examination) {
        Report report = new Report();
        try (Services services = platform.services()) {
            examination.examine(services, report);
        }
        return report.findings().stream().map(it -> it.grade() + " " + it.subject() + ": " + it.text()
                + (it.subject().startsWith("bundle") ? "" : " -> " + it.advice())).toList();
    }

    private static ListenerInfo listener(String name, ListenerInfo.State state, String problem) {
        return new ListenerInfo(name, "mx", "smtp", "127.0.0.1", 2525, state, problem, 0, 0, 0, List.of(),
                "off");
    }

    private static Configuration configuration(String pid) {
        return Platform.proxy(Configuration.class, (method, args) -> method.equals("getPid") ? pid : null);
    }

    private ComponentConfigurationDTO component(String name, Class<?> service, UnsatisfiedReferenceDTO... missing) {
        ComponentDescriptionDTO component = new ComponentDescriptionDTO();
        component.implementationClass = "org.postrider.queue." + name;
        component.serviceInterfaces = new String[] {service.getName()};
        component.configurationPid = new String[] {"org.postrider.queue"};
        component.bundle = new BundleDTO();
        component.bundle.id = 7;
        component.bundle.symbolicName = "org.postrider.queue";
        component.references = Arrays.stream(missing).map(it -> reference(it.name)).toArray(ReferenceDTO[]::new);
        components.add(component);
        ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
        configuration.description = component;
        configuration.state = missing.length == 0
                ? ComponentConfigurationDTO.SATISFIED : ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
        configuration.unsatisfiedReferences = missing;
        configuration.satisfiedReferences = new SatisfiedReferenceDTO[0];
        configurations.add(configuration);
        return configuration;
    }

    private static ReferenceDTO reference(String name) {
        ReferenceDTO reference = new ReferenceDTO();
        reference.name = name;
        reference.interfaceName = Map.of("router", Router.class.getName(), "spool", Spool.class.getName()).get(name);
        return reference;
    }

    private static UnsatisfiedReferenceDTO waitsFor(String name, Class<?> service, String target) {
        UnsatisfiedReferenceDTO missing = new UnsatisfiedReferenceDTO();
        missing.name = name;
        missing.target = target;
        return missing;
    }

    private static Bundle bundle(long id, String name, int state, String... header) {
        Dictionary<String, String> headers = new Hashtable<>();
        if (header.length == 2) {
            headers.put(header[0], header[1]);
        }
        return Platform.proxy(Bundle.class, (method, args) -> switch (method) {
            case "getBundleId" -> id;
            case "getSymbolicName" -> name;
            case "getState" -> state;
            case "getVersion" -> new Version("1.0.0");
            case "getHeaders" -> headers;
            case "adapt" -> adapted((Class<?>) args[0]);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private static Object adapted(Class<?> type) {
        if (type == FrameworkWiring.class) {
            return Platform.proxy(FrameworkWiring.class, (method, args) -> List.of());
        }
        if (type == BundleStartLevel.class) {
            return Platform.proxy(BundleStartLevel.class, (method, args) -> true);
        }
        return Platform.proxy(BundleRevision.class, (method, args) -> List.of(
                requirement("(osgi.wiring.package=org.example.missing)", "mandatory"),
                requirement("(osgi.wiring.package=org.example.nice)", "optional")));
    }

    private static BundleRequirement requirement(String filter, String resolution) {
        return Platform.proxy(BundleRequirement.class, (method, args) -> switch (method) {
            case "getDirectives" -> Map.of("filter", filter, "resolution", resolution);
            case "getNamespace" -> "osgi.wiring.package";
            default -> throw new UnsupportedOperationException(method);
        });
    }
}
