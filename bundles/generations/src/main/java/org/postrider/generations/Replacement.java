package org.postrider.generations;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.Version;

/**
 * What an administrator has put in the place of a bundle.
 *
 * @param name symbolic name
 * @param version that is to run
 * @param sha256 of its file
 * @param superseded versions that are not to run, whoever brings them
 */
record Replacement(String name, Version version, String sha256, Set<Version> superseded) {

    Replacement {
        superseded = Set.copyOf(superseded);
    }

    /** The same bundle replaced once more. */
    Replacement by(Version next, String hash, Collection<Version> gone) {
        Set<Version> all = Stream.of(superseded, gone, Set.of(version)).flatMap(Collection::stream)
                .filter(it -> !it.equals(next)).collect(Collectors.toSet());
        return new Replacement(name, next, hash, all);
    }

    String line() {
        return version + " " + sha256 + " "
                + new TreeSet<>(superseded).stream().map(Version::toString).collect(Collectors.joining(","));
    }

    /** Empty if the line is none. */
    static Optional<Replacement> parse(String name, String line) {
        String[] words = line.split(" ");
        if (words.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Replacement(name, Version.parseVersion(words[0]), words[1],
                    Arrays.stream(words[2].split(",")).map(Version::parseVersion).collect(Collectors.toSet())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
