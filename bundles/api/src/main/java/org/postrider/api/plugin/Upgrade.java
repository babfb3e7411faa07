package org.postrider.api.plugin;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A bundle of which another version has begun to serve.
 *
 * @param name symbolic name
 * @param version what serves now
 * @param bundle its id in the framework
 * @param replaced the versions that are being retired
 * @param drain how long they may take
 * @param done when they are uninstalled; with how many sessions still ran their code when they were stopped
 */
public record Upgrade(
        String name, String version, long bundle, List<String> replaced, Duration drain, CompletionStage<Integer> done) {

    public Upgrade {
        replaced = List.copyOf(replaced);
    }
}
