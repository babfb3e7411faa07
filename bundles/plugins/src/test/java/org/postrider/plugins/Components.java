package org.postrider.plugins;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What Declarative Services would say about components, in whatever state a test wants them. */
final class Components {

    private final List<ComponentDescriptionDTO> described = new ArrayList<>();
    private final List<ComponentConfigurationDTO> configured = new ArrayList<>();

    static ServiceComponentRuntime none() {
        return new Components().runtime();
    }

    ServiceComponentRuntime runtime() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class}, (proxy, method, args) -> switch (method.getName()) {
                    case "getComponentDescriptionDTOs" -> List.copyOf(described);
                    case "getComponentConfigurationDTOs" -> configured.stream()
                            .filter(it -> it.description == args[0]).toList();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** A component in a state, e.g. {@link ComponentConfigurationDTO#SATISFIED}. */
    ComponentConfigurationDTO add(String name, int state) {
        ComponentDescriptionDTO description = new ComponentDescriptionDTO();
        description.name = name;
        description.defaultEnabled = true;
        description.configurationPolicy = "optional";
        description.references = new ReferenceDTO[0];
        described.add(description);
        ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
        configuration.description = description;
        configuration.state = state;
        configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[0];
        configured.add(configuration);
        return configuration;
    }

    /** A component that waits for a service. */
    void addWaiting(String name, String service) {
        ComponentConfigurationDTO waiting = add(name, ComponentConfigurationDTO.UNSATISFIED_REFERENCE);
        ReferenceDTO reference = new ReferenceDTO();
        reference.name = "wanted";
        reference.interfaceName = service;
        waiting.description.references = new ReferenceDTO[] {reference};
        UnsatisfiedReferenceDTO missing = new UnsatisfiedReferenceDTO();
        missing.name = "wanted";
        waiting.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {missing};
    }

    void clear() {
        described.clear();
        configured.clear();
    }
}
