package org.postrider.shell;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Which components do not run, and what each one waits for. */
final class ComponentExamination implements Examination {

    @Override
    public void examine(Services services, Report report) {
        Optional<ServiceComponentRuntime> runtime = services.find(ServiceComponentRuntime.class);
        if (runtime.isEmpty()) {
            report.problem("components", "Declarative Services is not running", "feature:install scr");
            return;
        }
        Collection<ComponentDescriptionDTO> all = runtime.get().getComponentDescriptionDTOs();
        List<ComponentDescriptionDTO> ours = all.stream()
                .filter(it -> isOurs(services.context().getBundle(it.bundle.id))).toList();
        int before = report.findings().size();
        ours.stream().filter(it -> isUnconfigured(runtime.get(), it)).filter(it -> isMissed(it, services))
                .forEach(it -> report.problem(subject(it), "it is not configured", "write " + file(it)));
        ours.forEach(it -> examine(runtime.get(), it, all, report));
        if (report.findings().size() == before) {
            report.fine(ours.size() + " components are satisfied");
        }
    }

    /** Ours or a plugin for us. */
    private static boolean isOurs(Bundle bundle) {
        return bundle != null && (bundle.getSymbolicName().startsWith("org.postrider.")
                || String.valueOf(bundle.getHeaders().get("Import-Package")).contains("org.postrider.api."));
    }

    private static boolean isUnconfigured(ServiceComponentRuntime runtime, ComponentDescriptionDTO component) {
        return "require".equals(component.configurationPolicy)
                && runtime.getComponentConfigurationDTOs(component).stream().allMatch(
                        it -> (it.state & ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) != 0);
    }

    /** A component that makes one instance for each file may well have none, unless the platform lacks what it brings. */
    private static boolean isMissed(ComponentDescriptionDTO component, Services services) {
        return Arrays.stream(component.serviceInterfaces).anyMatch(
                it -> Part.ofService(it).isPresent() && services.context().getServiceReference(it) == null);
    }

    private static void examine(ServiceComponentRuntime runtime, ComponentDescriptionDTO component,
            Collection<ComponentDescriptionDTO> all, Report report) {
        for (ComponentConfigurationDTO it : runtime.getComponentConfigurationDTOs(component)) {
            if ((it.state & ComponentConfigurationDTO.FAILED_ACTIVATION) != 0) {
                report.problem(subject(component), "it failed to start: " + cause(it.failure), "the log says more");
            }
            Arrays.stream(it.unsatisfiedReferences).forEach(missing -> waiting(component, missing, all, report));
        }
    }

    private static void waiting(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO missing,
            Collection<ComponentDescriptionDTO> all, Report report) {
        String type = Arrays.stream(component.references).filter(it -> it.name.equals(missing.name))
                .findFirst().map((ReferenceDTO it) -> it.interfaceName).orElse(missing.name);
        String target = missing.target == null ? "" : " with " + missing.target;
        report.problem(subject(component), "it waits for " + Components.service(type) + target, provider(type, all));
    }

    private static String provider(String type, Collection<ComponentDescriptionDTO> all) {
        return all.stream().filter(it -> Arrays.asList(it.serviceInterfaces).contains(type)).findFirst()
                .map(it -> subject(it) + " brings it: see there")
                .or(() -> Part.ofService(type).map(part -> "feature:install " + part.feature()))
                .orElse("no bundle that is installed brings it");
    }

    private static String subject(ComponentDescriptionDTO component) {
        return component.bundle.symbolicName + ", " + Components.name(component);
    }

    private static String file(ComponentDescriptionDTO component) {
        return "etc/" + component.configurationPid[0] + ".cfg, or " + component.configurationPid[0]
                + "-<name>.cfg where there can be several";
    }

    /** The last cause that the stack trace names: the one that started it. */
    private static String cause(String failure) {
        String text = failure == null ? "" : failure;
        return text.lines().filter(line -> line.startsWith("Caused by: ")).reduce((first, last) -> last)
                .map(line -> line.substring("Caused by: ".length()))
                .orElse(text.lines().findFirst().orElse("no reason is known"));
    }
}
