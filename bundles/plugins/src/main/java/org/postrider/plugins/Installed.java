package org.postrider.plugins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** The bundles that are installed now, and what they offer to others. */
final class Installed {

    private final BundleContext context;

    Installed(BundleContext context) {
        this.context = context;
    }

    /** All versions of a bundle. */
    List<Bundle> all(String name) {
        return bundles().filter(it -> name.equals(it.getSymbolicName())).toList();
    }

    Optional<Bundle> find(String name, Version version) {
        return all(name).stream().filter(it -> it.getVersion().equals(version)).findFirst();
    }

    /** Whether anybody exports a package in a version of the range. */
    boolean exports(String name, VersionRange range) {
        return exported(name).stream().anyMatch(range::includes);
    }

    /** The versions in which a package is exported. */
    List<Version> exported(String name) {
        return capabilities(PackageNamespace.PACKAGE_NAMESPACE)
                .filter(it -> name.equals(it.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .map(Installed::version).toList();
    }

    /** @param filter an empty one is fulfilled by every capability of the namespace */
    boolean provides(String namespace, String filter) {
        return capabilities(namespace).anyMatch(it -> filter.isEmpty() || matches(filter, it.getAttributes()));
    }

    /**
     * Bundles that would be linked to what a file exports if they were started anew: now they lack an optional package,
     * or have an older version of it.
     */
    List<Bundle> attracted(BundleFile file) {
        List<Bundle> attracted = new ArrayList<>();
        for (Clause export : file.clauses(Constants.EXPORT_PACKAGE)) {
            Version version = Version.parseVersion(export.attributes().get(Constants.VERSION_ATTRIBUTE));
            bundles().filter(it -> !it.getSymbolicName().equals(file.name()))
                    .filter(it -> isAttracted(it, export.name(), version)).forEach(attracted::add);
        }
        return attracted.stream().distinct().toList();
    }

    private static boolean isAttracted(Bundle bundle, String exported, Version version) {
        Map<String, Object> attributes =
                Map.of(PackageNamespace.PACKAGE_NAMESPACE, exported, Constants.VERSION_ATTRIBUTE, version);
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring != null && requirements(bundle).filter(it -> matches(it, attributes))
                .anyMatch(it -> current(wiring, it).filter(has -> has.compareTo(version) >= 0).isEmpty());
    }

    private static Stream<BundleRequirement> requirements(Bundle bundle) {
        return bundle.adapt(BundleRevision.class)
                .getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream();
    }

    private static boolean matches(BundleRequirement requirement, Map<String, Object> attributes) {
        String filter = requirement.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
        return filter != null && matches(filter, attributes);
    }

    /** The version that a bundle has now of what it requires, from another or from itself; empty if none. */
    private static Optional<Version> current(BundleWiring wiring, BundleRequirement requirement) {
        Stream<BundleCapability> linked = wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .filter(it -> it.getRequirement().equals(requirement)).map(BundleWire::getCapability);
        Stream<BundleCapability> own = wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .filter(it -> matches(requirement, it.getAttributes()));
        return Stream.concat(linked, own).map(Installed::version).max(Version::compareTo);
    }

    /** Other bundles that would have to be started anew when a bundle goes. */
    List<Bundle> dependants(Bundle bundle) {
        Collection<Bundle> closure = context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkWiring.class)
                .getDependencyClosure(List.of(bundle));
        return closure.stream().filter(it -> !it.equals(bundle)).toList();
    }

    private Stream<Bundle> bundles() {
        return Arrays.stream(context.getBundles())
                .filter(it -> it.getState() != Bundle.UNINSTALLED && it.getSymbolicName() != null);
    }

    private Stream<BundleCapability> capabilities(String namespace) {
        return bundles().map(it -> it.adapt(BundleRevision.class)).filter(it -> it != null)
                .flatMap(it -> it.getDeclaredCapabilities(namespace).stream());
    }

    private static Version version(BundleCapability capability) {
        return capability.getAttributes().get(Constants.VERSION_ATTRIBUTE) instanceof Version version
                ? version : Version.emptyVersion;
    }

    private static boolean matches(String filter, Map<String, Object> attributes) {
        try {
            return FrameworkUtil.createFilter(filter).matches(attributes);
        } catch (InvalidSyntaxException e) {
            return false;
        }
    }
}
