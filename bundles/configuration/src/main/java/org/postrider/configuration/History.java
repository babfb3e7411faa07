package org.postrider.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postrider.schema.Objection;
import org.postrider.schema.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configuration over time: what of it was good last, and what was said about it. Safe from any thread. */
final class History {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationGuard.class);

    private Optional<Map<String, Object>> good = Optional.empty();
    private List<Objection> told = List.of();

    /**
     * Returns what is to be in force: the settings that were found if they fit, else the last that did. If none ever
     * did, those that were found, for the component to judge. Objections are logged once, however often it is asked.
     */
    synchronized Map<String, Object> judge(Map<String, Object> found, Schema schema, String source) {
        List<Objection> objections = objections(found, schema);
        boolean news = !objections.equals(told);
        told = objections;
        List<Objection> refused = objections.stream().filter(o -> schema.attributes().containsKey(o.key())).toList();
        if (news) {
            objections.forEach(o -> tell(source, o, refused.contains(o)));
        }
        if (refused.isEmpty()) {
            good = Optional.of(Map.copyOf(found));
        }
        return good.orElse(found);
    }

    private void tell(String source, Objection objection, boolean refused) {
        if (!refused) {
            LOG.warn("{}: {}; it is not read", source, objection);
        } else if (good.isPresent()) {
            LOG.error("{}: {}; what was configured before stays in force", source, objection);
        } else {
            LOG.error("{}: {}; nothing was configured before", source, objection);
        }
    }

    private static List<Objection> objections(Map<String, Object> found, Schema schema) {
        List<Objection> objections = new ArrayList<>(schema.missing(found.keySet()));
        found.forEach((key, value) -> {
            if (isPlain(value)) {
                schema.objection(key, value.toString().strip()).ifPresent(objections::add);
            }
        });
        return objections;
    }

    /** A list and a variable, which is filled in later, are left to the component. */
    private static boolean isPlain(Object value) {
        boolean single = value instanceof String || value instanceof Number || value instanceof Boolean;
        return single && !value.toString().contains("$[");
    }
}
