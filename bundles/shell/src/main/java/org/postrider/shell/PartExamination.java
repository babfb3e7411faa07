package org.postrider.shell;

import java.util.Arrays;
import java.util.List;

import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Whether parts of the platform are there. The other examinations pass over a part that is not. */
final class PartExamination implements Examination {

    private final List<Part> parts;

    PartExamination(Part... parts) {
        this.parts = List.of(parts);
    }

    @Override
    public void examine(Services services, Report report) {
        List<Part> missing = parts.stream()
                .filter(it -> services.context().getServiceReference(it.service()) == null).toList();
        if (missing.isEmpty()) {
            report.fine(parts.size() + " parts of the platform are running");
        }
        missing.forEach(it -> report.problem(it.words(), "not running", advice(it, services)));
    }

    private static String advice(Part part, Services services) {
        return services.find(ServiceComponentRuntime.class).stream()
                .flatMap(scr -> scr.getComponentDescriptionDTOs().stream())
                .filter(it -> Arrays.asList(it.serviceInterfaces).contains(part.service()))
                .findFirst().map(PartExamination::elsewhere)
                .orElse("feature:install " + part.feature());
    }

    private static String elsewhere(ComponentDescriptionDTO component) {
        return component.bundle.symbolicName + " would bring it, but its component " + Components.name(component)
                + " does not run: see there";
    }
}
