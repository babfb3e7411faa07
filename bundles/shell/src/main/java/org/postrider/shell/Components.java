package org.postrider.shell;

import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Names of components as they are printed. */
final class Components {

    private Components() {}

    /** The simple name of its class. */
    static String name(ComponentDescriptionDTO component) {
        return simple(component.implementationClass);
    }

    /** A service interface as people call it, with its name. */
    static String service(String type) {
        return Part.ofService(type).map(part -> part.words() + " (" + simple(type) + ")").orElse(type);
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
