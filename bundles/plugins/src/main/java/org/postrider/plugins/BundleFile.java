package org.postrider.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * The jar of a bundle, as it describes itself. Nothing of it is loaded or run.
 *
 * @param name its symbolic name, of letters, digits and {@code . _ -} only
 * @param version its version
 * @param headers of its manifest
 * @param components that it declares
 */
record BundleFile(String name, Version version, Map<String, String> headers, List<DeclaredComponent> components) {

    /**
     * Reads the manifest and the descriptions of the components.
     *
     * @param most octets that the file may have
     * @throws IOException if it is no bundle; the message says in words what is wrong with it
     */
    static BundleFile read(Path path, long most) throws IOException {
        return BundleFileReader.read(path, most);
    }

    /** Name and version as people write them. */
    String label() {
        return name + " " + version;
    }

    /** Whether the framework would refuse a second version of it. */
    boolean isSingleton() {
        return Clause.parse(headers.get(Constants.BUNDLE_SYMBOLICNAME)).stream()
                .anyMatch(it -> "true".equals(it.directives().get(Constants.SINGLETON_DIRECTIVE)));
    }

    boolean isFragment() {
        return headers.containsKey(Constants.FRAGMENT_HOST);
    }

    /** The entries of a header; empty where it is not there. */
    List<Clause> clauses(String header) {
        return Clause.parse(headers.getOrDefault(header, ""));
    }

    /** What its components are, for an administrator. */
    List<String> offers() {
        return components.stream().flatMap(it -> it.offers().stream()).distinct().sorted().toList();
    }

    /** The names of its filters. */
    List<String> filters() {
        return components.stream().flatMap(it -> it.filter().stream()).distinct().sorted().toList();
    }
}
