package org.postrider.plugins;

import java.util.List;
import java.util.Optional;

/** Which plugin is meant by a name. */
final class Choice {

    private Choice() {}

    /** @throws IllegalArgumentException if none is, or more than one; says which there are */
    static Locked of(String name, Optional<String> version, List<Locked> locked, PluginFolder folder) {
        List<Locked> installed = locked.stream().filter(it -> folder.has(it)).toList();
        List<Locked> named = installed.stream().filter(it -> it.name().equals(name)).toList();
        List<Locked> meant = named.stream()
                .filter(it -> version.filter(wanted -> !wanted.equals(it.version().toString())).isEmpty()).toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (named.isEmpty()) {
            throw new IllegalArgumentException("no plugin " + name + " is installed; installed: " + labels(installed)
                    + ". A jar in deploy/ is removed there");
        }
        throw new IllegalArgumentException(
                (meant.isEmpty() ? "that version of " + name + " is not installed" : "there are several, say the version")
                + "; installed: " + labels(named));
    }

    private static String labels(List<Locked> plugins) {
        return plugins.isEmpty() ? "none" : String.join(", ", plugins.stream().map(Locked::label).toList());
    }
}
