package org.postrider.plugins;

import java.util.List;

import org.osgi.framework.Version;

/**
 * One line of the lock file: of this plugin exactly these octets may run.
 *
 * @param name symbolic name
 * @param version of the bundle
 * @param sha256 of the jar
 */
record Locked(String name, Version version, String sha256) {

    /** @throws IllegalArgumentException in words if it is no such line */
    static Locked parse(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        if (words.size() != 3) {
            throw new IllegalArgumentException(
                    "found \"" + line.strip() + "\", allowed is: symbolic name, version, SHA-256");
        }
        return new Locked(BundleFileReader.checkedName(words.get(0)), version(words.get(1)), Sha256.checked(words.get(2)));
    }

    private static Version version(String text) {
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("found \"" + text + "\", which is no version", e);
        }
    }

    String line() {
        return name + " " + version + " " + sha256;
    }

    /** Name and version as people write them. */
    String label() {
        return name + " " + version;
    }

    String fileName() {
        return name + "-" + version + ".jar";
    }

    /** Whether it is the same version of the same plugin, be the octets the same or not. */
    boolean isVersionOf(Locked other) {
        return name.equals(other.name) && version.equals(other.version);
    }
}
