package org.postrider.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.postrider.schema.Metatype;
import org.postrider.schema.Schema;

/** The configurations that the bundles' jars describe in {@code OSGI-INF/metatype/*.xml}, by PID. */
final class Schemas {

    private final Map<String, Schema> byPid = new TreeMap<>();

    private Schemas() {
    }

    /** Reads every jar below the directories; those that do not exist have none. */
    static Schemas below(Path... directories) throws IOException {
        Schemas schemas = new Schemas();
        for (Path directory : directories) {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.walk(directory)) {
                    for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                        schemas.readJar(jar);
                    }
                }
            }
        }
        return schemas;
    }

    Map<String, Schema> byPid() {
        return byPid;
    }

    /** A jar that is only half there describes nothing. */
    private void readJar(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().matches(Metatype.FOLDER + "/[^/]+\\.xml")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        Metatype.read(in).forEach(schema -> byPid.put(schema.pid(), schema));
                    }
                }
            }
        } catch (ZipException e) {
            return;
        }
    }
}
