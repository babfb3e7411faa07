package org.postrider.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a bundle says about one PID.
 *
 * @param factory whether there may be several configurations of it
 * @param attributes by key
 */
public record Schema(String pid, boolean factory, Map<String, Attribute> attributes) {

    /** What is wrong with one key and its value; the keys of the framework itself may stand everywhere. */
    public Optional<Objection> objection(String key, String text) {
        Attribute attribute = attributes.get(key);
        if (attribute != null) {
            return attribute.objection(text).map(allowed -> new Objection(key, attribute.shown(text), allowed));
        }
        return isOfTheFramework(key) ? Optional.empty()
                : Optional.of(new Objection(key, "an unknown key", String.join(", ", attributes.keySet())));
    }

    /** The keys that must be there and are not. */
    public List<Objection> missing(Set<String> keys) {
        List<Objection> missing = new ArrayList<>();
        for (Attribute attribute : attributes.values()) {
            if (attribute.required() && !keys.contains(attribute.id())) {
                missing.add(new Objection(attribute.id(), "nothing", "a value, there is no default"));
            }
        }
        return missing;
    }

    public static boolean isOfTheFramework(String key) {
        return key.startsWith("felix.") || key.startsWith("service.") || key.startsWith("component.")
                || key.endsWith(".target") || key.endsWith(".cardinality.minimum");
    }
}
