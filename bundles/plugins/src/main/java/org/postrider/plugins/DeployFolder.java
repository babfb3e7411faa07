package org.postrider.plugins;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The folder {@code deploy/}, whose jars File Install makes bundles of, with the file as their location. */
final class DeployFolder {

    private static final String FILE = "file:";

    private final Path directory;

    /** @param home the server's data */
    DeployFolder(Path home) {
        this.directory = home.resolve("deploy").toAbsolutePath().normalize();
    }

    /** The jar that a bundle was made of; empty if it is from elsewhere. */
    Optional<Path> jar(Bundle bundle) {
        String location = bundle.getLocation();
        int file = location.indexOf(FILE); // wrap:file:... where it was no bundle
        if (file < 0) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(URI.create(location.substring(file).replaceFirst("[$?#].*", ""))).normalize();
            return Optional.of(path).filter(it -> it.startsWith(directory));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean has(Bundle bundle) {
        return jar(bundle).isPresent();
    }

    List<Bundle> bundles(BundleContext context) {
        return Arrays.stream(context.getBundles()).filter(it -> jar(it).filter(Files::isRegularFile).isPresent()).toList();
    }
}
