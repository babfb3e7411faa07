package org.postrider.filter.milter;

import java.time.Duration;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.EnumSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.postrider.api.filter.Filter;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;

/**
 * A milter as an administrator wrote it.
 *
 * @param config its keys
 * @param properties the same as they stand there, and where they come from
 */
record MilterFile(MilterConfiguration config, Map<String, Object> properties) {

    private static final Set<Stage> ASKED = EnumSet.complementOf(EnumSet.of(Stage.END));
    private static final Set<Phase> PHASES = EnumSet.complementOf(EnumSet.of(Phase.EVIDENCE));

    /** The name of the file, or the PID if there is none. */
    String source() {
        String file = String.valueOf(properties.getOrDefault("felix.fileinstall.filename", pid()));
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private String pid() {
        return String.valueOf(properties.getOrDefault("service.pid", ""));
    }

    /** The name of the filter. */
    String name() {
        String pid = pid();
        String instance = pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
        return config.name().isBlank() ? "milter-" + instance : config.name().strip();
    }

    /** @throws IllegalArgumentException if a value is not allowed; the message says which, and what is allowed */
    MilterSettings settings() {
        return new MilterSettings(MilterSocket.parse(config.socket().strip()), config.protocol(),
                Duration.ofSeconds(config.connectTimeout()), Duration.ofSeconds(config.commandTimeout()),
                Duration.ofSeconds(config.endOfMessageTimeout()), callTime(), config.maxConnections(), config.maxBytes(),
                config.hostname().strip(), macros());
    }

    /** Ours ends before that of the platform, which knows less of what was waited for. */
    private Duration callTime() {
        return Duration.ofMillis(config.deadline() * 900L);
    }

    private Map<String, String> macros() {
        Map<String, String> macros = new LinkedHashMap<>();
        for (String pair : words(config.macros())) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("macros has \"" + pair + "\"; allowed is NAME=VALUE");
            }
            macros.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
        }
        return macros;
    }

    /** @throws IllegalArgumentException if a value is not allowed; the message says which, and what is allowed */
    Set<Stage> stages() {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        for (String word : words(config.stages())) {
            stages.add(oneOf("stages", Stage.class, ASKED, word));
        }
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("stages is empty; allowed are " + text(ASKED));
        }
        return stages;
    }

    /** The properties with which the filter is registered. */
    Dictionary<String, Object> registered() {
        Set<Stage> stages = EnumSet.copyOf(stages());
        stages.add(Stage.END);
        Dictionary<String, Object> registered = new Hashtable<>();
        registered.put(Filter.PREFIX_ + "name", name());
        registered.put(Filter.PREFIX_ + "stages", stages.stream().map(Enum::name).toArray(String[]::new));
        registered.put(Filter.PREFIX_ + "phase", oneOf("phase", Phase.class, PHASES, config.phase().strip()).name());
        registered.put(Filter.PREFIX_ + "listeners", words(config.listeners()));
        registered.put(Filter.PREFIX_ + "deadline", config.deadline() * 1_000L);
        registered.put(Filter.PREFIX_ + "concurrency", config.concurrency());
        return registered;
    }

    private static String[] words(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toArray(String[]::new);
    }

    private static <E extends Enum<E>> E oneOf(String key, Class<E> type, Set<E> allowed, String word) {
        return allowed.stream().filter(value -> value.name().equalsIgnoreCase(word)).findFirst().orElseThrow(() ->
                new IllegalArgumentException(key + " has \"" + word + "\"; allowed are " + text(allowed)));
    }

    private static String text(Set<? extends Enum<?>> values) {
        return String.join(", ", values.stream().map(value -> value.name().toLowerCase(Locale.ROOT)).toList());
    }
}
