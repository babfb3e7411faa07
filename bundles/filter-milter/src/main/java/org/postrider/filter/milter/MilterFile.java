package org.postrider.filter.milter;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.bridge.Bridge;
import org.postrider.bridge.BridgeFile;
import org.postrider.bridge.PeerSocket;
import org.postrider.bridge.Words;

/**
 * A milter as an administrator wrote it.
 *
 * @param config its keys
 * @param file where they come from
 */
record MilterFile(MilterConfiguration config, BridgeFile file) {

    private static final Set<Stage> ASKED = EnumSet.complementOf(EnumSet.of(Stage.END));
    private static final Set<Phase> PHASES = EnumSet.complementOf(EnumSet.of(Phase.EVIDENCE));

    /** @throws IllegalArgumentException if a value is not allowed; the message says which, and what is allowed */
    Bridge bridge() {
        Set<Stage> stages = Words.someOf("stages", ASKED, config.stages());
        MilterFilter filter = new MilterFilter(stages, settings());
        stages.add(Stage.END);
        return new Bridge(file.name(config.name(), "milter-"), filter, stages,
                Words.oneOf("phase", PHASES, config.phase()), Words.of(config.listeners()),
                Duration.ofSeconds(config.deadline()), config.concurrency());
    }

    private MilterSettings settings() {
        return new MilterSettings(PeerSocket.ofMilter(config.socket().strip()), config.protocol(),
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
        for (String pair : Words.of(config.macros())) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("macros has \"" + pair + "\"; allowed is NAME=VALUE");
            }
            macros.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
        }
        return macros;
    }
}
