package org.postrider.dns;

import java.time.Duration;
import java.util.Optional;

/**
 * Where answers come from, as it is configured.
 *
 * @param hosts the machine's own knowledge, if it is to be asked first
 */
record Sources(NameServers servers, AnswerCache cache, Optional<Hosts> hosts) {

    /** @throws IllegalArgumentException naming the key, what was found and what is allowed */
    static Sources of(DnsConfig config) {
        between("timeout", config.timeout(), 100, 60_000);
        between("tryTimeout", config.tryTimeout(), 50, 30_000);
        between("cacheEntries", config.cacheEntries(), 0, 10_000_000);
        NameServers servers = new NameServers(ServerList.of(config.servers()),
                Duration.ofMillis(config.timeout()), Duration.ofMillis(config.tryTimeout()));
        return new Sources(servers, new AnswerCache(config.cacheEntries(), System::nanoTime),
                config.hostsFile() ? Optional.of(new Hosts()) : Optional.empty());
    }

    private static void between(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " = " + value + ": allowed is " + min + " to " + max);
        }
    }
}
