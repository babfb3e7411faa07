package org.postrider.filter.policy.service;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.bridge.Bridge;
import org.postrider.bridge.BridgeFile;
import org.postrider.bridge.PeerSocket;
import org.postrider.bridge.Words;

/**
 * A policy service as an administrator wrote it.
 *
 * @param config its keys
 * @param file where they come from
 */
record PolicyFile(PolicyConfiguration config, BridgeFile file) {

    private static final Set<Stage> ASKED = EnumSet.complementOf(EnumSet.of(Stage.END));
    private static final Set<Phase> PHASES = EnumSet.of(Phase.GUARD, Phase.DECIDE);

    /** @throws IllegalArgumentException if a value is not allowed; the message says which, and what is allowed */
    Bridge bridge() {
        Set<Stage> stages = Words.someOf("stages", ASKED, config.stages());
        PolicyFilter filter = new PolicyFilter(stages, settings());
        stages.add(Stage.MESSAGE); // where what was said before of the message is done
        return new Bridge(file.name(config.name(), "policy-"), filter, stages,
                Words.oneOf("phase", PHASES, config.phase()), Words.of(config.listeners()),
                Duration.ofSeconds(config.deadline()), config.concurrency());
    }

    /** Our deadline ends before that of the platform, which knows less of what was waited for. */
    private PolicySettings settings() {
        return new PolicySettings(PeerSocket.ofPostfix(config.socket().strip()), config.context().strip(),
                Duration.ofSeconds(config.connectTimeout()), Duration.ofMillis(config.deadline() * 900L),
                config.concurrency(), Duration.ofSeconds(config.maxIdle()));
    }
}
