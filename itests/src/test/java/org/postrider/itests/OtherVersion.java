package org.postrider.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Versions of a bundle that differ in nothing but their number. */
final class OtherVersion {

    private OtherVersion() {
    }

    /** The bundle of the distribution with this symbolic name, as version {@code version}, in a file of this folder. */
    static Path ofOurs(String name, String version, Path folder) {
        Path jar = Distribution.program().resolve("system/org/postrider").resolve(name)
                .resolve(System.getProperty("postrider.version"))
                .resolve(name + "-" + System.getProperty("postrider.version") + ".jar");
        return of(jar, version, folder.resolve(name + "-" + version + ".jar"));
    }

    static Path of(Path jar, String version, Path target) {
        try {
            Files.createDirectories(target.getParent());
            return Files.write(target, with(Files.readAllBytes(jar), "Bundle-Version", version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same jar with another value of one header of its manifest; without it if that is empty. */
    static byte[] with(byte[] jar, String header, String value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            Manifest manifest = in.getManifest();
            manifest.getMainAttributes().putValue(header, value);
            if (value.isEmpty()) {
                manifest.getMainAttributes().remove(new Attributes.Name(header));
            }
            try (JarOutputStream copy = new JarOutputStream(out, manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    copy.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(copy);
                }
            }
        }
        return out.toByteArray();
    }
}
