package org.postrider.plugins;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.postrider.api.filter.FilterInfo;

/**
 * Whether a plugin does what its jar says: it runs, its components have what they need and can be made, its filters are
 * in the pipeline. A component that only runs with a configuration, and has none yet, is not missed.
 */
final class Health {

    private static final long PAUSE_MS = 20;

    /** @param last whether waiting does not help */
    private record Finding(String text, boolean last) {}

    private final Surroundings surroundings;
    private final BundleFile file;
    private final Bundle bundle;

    Health(Surroundings surroundings, BundleFile file, Bundle bundle) {
        this.surroundings = surroundings;
        this.file = file;
        this.bundle = bundle;
    }

    /** Returns when all is well. @throws IOException in words, if it is not in time */
    void await() throws IOException {
        long deadline = System.nanoTime() + surroundings.patience().toNanos();
        Optional<Finding> found = look();
        while (found.isPresent() && !found.get().last() && System.nanoTime() - deadline < 0) {
            pause();
            found = look();
        }
        if (found.isPresent()) {
            throw new IOException(file.label() + " does not work: " + found.get().text());
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while waiting for a plugin", e);
        }
    }

    private Optional<Finding> look() throws IOException {
        if (bundle.getState() != Bundle.ACTIVE) {
            return waiting("it does not run");
        }
        TimedCall.of(surroundings.patience(), "making the components of " + file.label(), this::make);
        Collection<ComponentDescriptionDTO> there = surroundings.components().getComponentDescriptionDTOs(bundle);
        return file.components().stream().flatMap(it -> component(it, there).stream()).findFirst();
    }

    /** Most components are made when somebody asks for them. */
    private Void make() {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        for (ServiceReference<?> it : services == null ? new ServiceReference<?>[0] : services) {
            if (surroundings.context().getService(it) != null) {
                surroundings.context().ungetService(it);
            }
        }
        return null;
    }

    private Optional<Finding> component(DeclaredComponent declared, Collection<ComponentDescriptionDTO> there) {
        Optional<ComponentDescriptionDTO> found = there.stream().filter(it -> it.name.equals(declared.name())).findFirst();
        if (found.isEmpty()) {
            return waiting("its component " + declared.name() + " is not there");
        }
        if (!found.get().defaultEnabled || isUnconfigured(found.get())) {
            return Optional.empty();
        }
        return state(found.get()).or(() -> declared.filter().flatMap(this::filter));
    }

    private boolean isUnconfigured(ComponentDescriptionDTO component) {
        return "require".equals(component.configurationPolicy) && configurations(component).stream()
                .allMatch(it -> (it.state & ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) != 0);
    }

    private Collection<ComponentConfigurationDTO> configurations(ComponentDescriptionDTO component) {
        ServiceComponentRuntime runtime = surroundings.components();
        return runtime.getComponentConfigurationDTOs(component);
    }

    private Optional<Finding> state(ComponentDescriptionDTO component) {
        for (ComponentConfigurationDTO it : configurations(component)) {
            if ((it.state & ComponentConfigurationDTO.FAILED_ACTIVATION) != 0) {
                return Optional.of(new Finding("its component " + component.name + " fails: " + cause(it.failure), true));
            }
            if (it.unsatisfiedReferences.length > 0) {
                return waiting("its component " + component.name + " waits for "
                        + service(component, it.unsatisfiedReferences[0].name));
            }
        }
        return configurations(component).isEmpty()
                ? waiting("its component " + component.name + " does not run") : Optional.empty();
    }

    private static String service(ComponentDescriptionDTO component, String reference) {
        return Arrays.stream(component.references).filter(it -> it.name.equals(reference)).findFirst()
                .map(it -> it.interfaceName).orElse(reference);
    }

    private Optional<Finding> filter(String name) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        if (services == null || Arrays.stream(services).noneMatch(it -> name.equals(it.getProperty(DeclaredComponent.FILTER_NAME)))) {
            return waiting("its filter " + name + " is not registered");
        }
        return surroundings.filters().filter(it -> !hasNewer()).flatMap(filters -> filters.list().stream()
                .filter(it -> it.name().equals(name)).findFirst()
                .map(this::listed).orElseGet(() -> waiting("its filter " + name + " is not in the pipeline")));
    }

    /** Of two versions that run, the pipeline has the newer one. */
    private boolean hasNewer() {
        return new Installed(surroundings.context()).all(file.name()).stream()
                .anyMatch(it -> it.getVersion().compareTo(file.version()) > 0 && it.getState() == Bundle.ACTIVE);
    }

    private Optional<Finding> listed(FilterInfo filter) {
        if (!filter.bundle().equals(file.name()) || !filter.version().equals(file.version().toString())) {
            return waiting("the pipeline has its filter " + filter.name() + " from " + filter.bundle() + " " + filter.version());
        }
        return filter.problem().isEmpty()
                ? Optional.empty() : waiting("its filter " + filter.name() + ": " + filter.problem());
    }

    private static Optional<Finding> waiting(String text) {
        return Optional.of(new Finding(text, false));
    }

    /** The last cause that a stack trace names: the one that started it. */
    private static String cause(String failure) {
        return failure.lines().filter(it -> it.startsWith("Caused by: ")).reduce((first, last) -> last)
                .map(it -> it.substring("Caused by: ".length()))
                .orElse(failure.lines().findFirst().orElse("no reason is known"));
    }
}
