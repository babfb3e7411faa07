package org.postrider.generations;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Whether a version does what the ones before it do. */
final class Health {

    private static final long PERIOD_MILLIS = 20;
    private static final int TIMES = 2; // well at two looks: not just before it fails
    private static final int RUNNING = ComponentConfigurationDTO.SATISFIED | ComponentConfigurationDTO.ACTIVE;

    private final ServiceComponentRuntime components;
    private final BundleGenerations generations;

    Health(ServiceComponentRuntime components, BundleGenerations generations) {
        this.components = components;
        this.generations = generations;
    }

    /** Waits until it is well. @return what is still wrong at the end of the time, in words */
    Optional<String> await(Bundle fresh, List<Bundle> before, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<String> problem = Optional.of("it was not looked at");
        for (int well = 0; well < TIMES && System.nanoTime() < deadline; Thread.sleep(PERIOD_MILLIS)) {
            problem = problem(fresh, before);
            well = problem.isPresent() ? 0 : well + 1;
        }
        return problem;
    }

    private Optional<String> problem(Bundle fresh, List<Bundle> before) {
        Stream<Optional<String>> each = components.getComponentDescriptionDTOs(fresh).stream()
                .map(it -> problem(it, before));
        return Stream.concat(each, Stream.of(services(fresh, before), generations.problem(fresh)))
                .flatMap(Optional::stream).findFirst();
    }

    private Optional<String> problem(ComponentDescriptionDTO component, List<Bundle> before) {
        Collection<ComponentConfigurationDTO> found = components.getComponentConfigurationDTOs(component);
        Optional<ComponentConfigurationDTO> failed = found.stream()
                .filter(it -> (it.state & ComponentConfigurationDTO.FAILED_ACTIVATION) != 0).findFirst();
        if (failed.isPresent()) {
            return Optional.of("its component " + component.name + " failed to start: " + cause(failed.get().failure));
        }
        if (running(found) >= before.stream().mapToLong(it -> running(it, component.name)).max().orElse(0)) {
            return Optional.empty();
        }
        String waits = found.stream().flatMap(it -> Arrays.stream(it.unsatisfiedReferences)).map(it -> it.name)
                .distinct().collect(Collectors.joining(", "));
        return Optional.of("its component " + component.name + " does not run"
                + (waits.isEmpty() ? "" : "; it waits for " + waits));
    }

    private long running(Bundle bundle, String component) {
        ComponentDescriptionDTO description = components.getComponentDescriptionDTO(bundle, component);
        return description == null ? 0 : running(components.getComponentConfigurationDTOs(description));
    }

    private static long running(Collection<ComponentConfigurationDTO> configurations) {
        return configurations.stream().filter(it -> (it.state & RUNNING) != 0).count();
    }

    private static Optional<String> services(Bundle fresh, List<Bundle> before) {
        Set<String> offered = before.stream().flatMap(Health::services).collect(Collectors.toSet());
        return offered.isEmpty() || services(fresh).anyMatch(offered::contains) ? Optional.empty()
                : Optional.of("it offers nothing of what the version before does: " + String.join(", ", offered));
    }

    /** Names of the types under which a bundle offers services. */
    static Stream<String> services(Bundle bundle) {
        ServiceReference<?>[] registered = bundle.getRegisteredServices();
        return registered == null ? Stream.empty() : Arrays.stream(registered)
                .flatMap(it -> Arrays.stream((String[]) it.getProperty(Constants.OBJECTCLASS)));
    }

    private static String cause(String failure) {
        return Objects.requireNonNullElse(failure, "no reason is known").lines()
                .filter(it -> !it.isBlank()).reduce((first, line) -> line.startsWith("Caused by: ") ? line : first)
                .map(it -> it.replaceFirst("^Caused by: ", "")).orElse("no reason is known");
    }
}
