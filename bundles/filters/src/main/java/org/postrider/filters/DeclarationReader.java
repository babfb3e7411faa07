package org.postrider.filters;

import java.lang.reflect.Array;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.postrider.api.filter.FailureAction;
import org.postrider.api.filter.Filter;
import org.postrider.api.filter.Mode;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;

/**
 * Reads the service properties that {@link Filter} sets. They may come from the annotation (enums as text), from a
 * configuration file (all as text) or from a hand-written registration.
 */
final class DeclarationReader {

    private static final FilterSettings DEFAULTS = new FilterSettings(
            Mode.ENFORCE, FailureAction.BY_PHASE, Duration.ofSeconds(30), 8, Set.of(), Set.of());

    private final Map<String, Object> properties;

    private DeclarationReader(Map<String, Object> properties) {
        this.properties = properties;
    }

    /** Never fails: a filter whose properties are wrong has a problem that says which. */
    static Declaration read(Map<String, Object> properties) {
        DeclarationReader reader = new DeclarationReader(properties);
        String name = String.join(",", reader.texts("name"));
        try {
            SettingText.name(name);
        } catch (IllegalArgumentException e) {
            return Declaration.broken("unnamed-" + properties.get("service.id"), DEFAULTS,
                    Filter.PREFIX_ + "name " + e.getMessage());
        }
        try {
            return reader.declaration(name);
        } catch (IllegalArgumentException e) {
            return Declaration.broken(name, DEFAULTS, e.getMessage());
        }
    }

    private Declaration declaration(String name) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        texts("stages").forEach(text -> stages.add(at("stages", () -> SettingText.oneOf(Stage.class, text))));
        if (stages.isEmpty()) {
            throw new IllegalArgumentException(Filter.PREFIX_ + "stages is empty: it takes part in no stage");
        }
        List<String> phases = texts("phase");
        Phase phase = phases.isEmpty()
                ? Phase.GUARD : at("phase", () -> SettingText.oneOf(Phase.class, phases.get(0)));
        return new Declaration(name, stages, phase, Set.copyOf(texts("listeners")), settings(), "");
    }

    private FilterSettings settings() {
        FilterSettings settings = DEFAULTS;
        for (SettingKey key : SettingKey.values()) {
            String value = String.join(",", texts(key.text()));
            if (!value.isEmpty()) {
                FilterSettings before = settings;
                // a bare number is a deadline in milliseconds, as in the annotation
                String text = key == SettingKey.DEADLINE && value.matches("\\d+") ? value + "ms" : value;
                settings = at(key.text(), () -> key.set(before, text));
            }
        }
        return settings;
    }

    private static <T> T at(String key, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Filter.PREFIX_ + key + " " + e.getMessage(), e);
        }
    }

    private List<String> texts(String key) {
        Object value = properties.get(Filter.PREFIX_ + key);
        List<String> texts = new ArrayList<>();
        if (value instanceof Collection<?> many) {
            many.forEach(item -> texts.add(String.valueOf(item).strip()));
        } else if (value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                texts.add(String.valueOf(Array.get(value, i)).strip());
            }
        } else if (value != null) {
            texts.addAll(List.of(value.toString().strip().split("\\s*,\\s*")));
        }
        texts.removeIf(String::isEmpty);
        return texts;
    }
}
