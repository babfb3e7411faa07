package org.postrider.json;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

import org.postrider.api.plugin.Generation;
import org.postrider.api.plugin.Upgrade;

/** Versions beside each other, as {@link Views} are. */
public final class GenerationViews {

    private GenerationViews() {}

    /** @param now for its age */
    public static Map<String, Object> of(Generation generation, Instant now) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("bundle", generation.bundle());
        view.put("name", generation.name());
        view.put("version", generation.version());
        view.put("state", generation.state().name().toLowerCase(Locale.ROOT));
        view.put("sessions", generation.sessions());
        view.put("since", generation.since());
        view.put("ageSeconds", generation.age(now).toSeconds());
        generation.deadline().ifPresent(it -> view.put("deadline", it));
        return view;
    }

    /** @param left how many sessions of the old versions were cut off, if it has been waited for */
    public static Map<String, Object> of(Upgrade upgrade, OptionalInt left) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", upgrade.name());
        view.put("version", upgrade.version());
        view.put("bundle", upgrade.bundle());
        view.put("replaced", upgrade.replaced());
        view.put("drainSeconds", upgrade.drain().toSeconds());
        left.ifPresent(it -> view.put("cutOff", it));
        return view;
    }
}
