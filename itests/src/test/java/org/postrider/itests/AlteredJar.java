package org.postrider.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A jar as it was built, but for some of it: another version of a plugin, or one that is written wrongly. */
final class AlteredJar {

    private final Manifest manifest;
    private final Map<String, byte[]> entries = new TreeMap<>();

    private AlteredJar(byte[] jar) throws IOException {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            manifest = in.getManifest();
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
    }

    /** The example with another version, as the next build of it would have. */
    static AlteredJar example(String example, String version) {
        try {
            return of(Files.readAllBytes(DeployFolder.jar(example))).with("Bundle-Version", version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AlteredJar of(byte[] jar) {
        try {
            return new AlteredJar(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AlteredJar with(String header, String value) {
        manifest.getMainAttributes().putValue(header, value);
        return this;
    }

    /** Changes the description of the component. */
    AlteredJar component(UnaryOperator<String> change) {
        entries.replaceAll((name, octets) -> name.startsWith("OSGI-INF/") && name.endsWith(".xml")
                ? change.apply(new String(octets, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8) : octets);
        return this;
    }

    byte[] octets() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(octets, manifest)) {
            for (Map.Entry<String, byte[]> it : entries.entrySet()) {
                out.putNextEntry(new JarEntry(it.getKey()));
                out.write(it.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    Path in(Path directory, String name) {
        try {
            return Files.write(directory.resolve(name), octets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
