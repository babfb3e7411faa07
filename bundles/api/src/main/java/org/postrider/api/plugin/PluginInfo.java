package org.postrider.api.plugin;

import java.time.Instant;
import java.util.List;

/**
 * One version of a plugin, as the administrator sees it.
 *
 * @param name symbolic name of its bundle; that of the file where the file is no bundle
 * @param version its version; empty where the file is no bundle
 * @param state what it does now
 * @param place where its jar is
 * @param offers what its components are, e.g. {@code filter spf} or {@code MailObserver}
 * @param since when its jar came
 * @param sha256 of the jar's octets, as lower-case hexadecimal digits; empty if there is no jar
 * @param lock what the lock file says about these octets
 * @param problem why it does not run although it should; empty if all is well
 */
public record PluginInfo(
        String name, String version, State state, Place place, List<String> offers, Instant since, String sha256,
        Lock lock, String problem) {

    /** What a plugin does. */
    public enum State {
        /** It runs. */
        ACTIVE,
        /** It was replaced or removed, and what began with it ends with it. */
        DRAINING,
        /** It does not run. */
        IDLE
    }

    /** Where a jar is. */
    public enum Place {
        /** In {@code plugins/}: installed by {@link PluginDraft#install()}. */
        INSTALLED,
        /** In {@code deploy/}: dropped in by hand. */
        DEPLOYED
    }

    /** Whether octets are those that are locked. */
    public enum Lock {
        /** They are. */
        OK,
        /** The lock file has the name and version with another hash. */
        CHANGED,
        /** The lock file does not have the name and version. */
        ABSENT
    }

    public PluginInfo {
        offers = List.copyOf(offers);
    }
}
