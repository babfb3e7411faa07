package org.postrider.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a built bundle says about itself. */
final class Bundle implements AutoCloseable {

    private static final Pattern IMPLEMENTATION = Pattern.compile("<implementation\\s+class=\"([^\"]+)\"");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private final JarFile jar;

    private Bundle(JarFile jar) {
        this.jar = jar;
    }

    static Bundle open(Path file) throws IOException {
        return new Bundle(new JarFile(file.toFile()));
    }

    String name() throws IOException {
        return header("Bundle-SymbolicName").split(";")[0].strip();
    }

    Set<String> exports() throws IOException {
        return packages("Export-Package");
    }

    Set<String> imports() throws IOException {
        return packages("Import-Package");
    }

    List<String> components() throws IOException {
        List<String> classes = new ArrayList<>();
        for (String description : packages("Service-Component")) {
            Matcher matcher = IMPLEMENTATION.matcher(text(description));
            if (matcher.find()) {
                classes.add(matcher.group(1));
            }
        }
        return classes;
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }

    private String text(String entry) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Set<String> packages(String header) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String clause : QUOTED.matcher(header(header)).replaceAll("").split(",")) {
            String name = clause.split(";")[0].strip();
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private String header(String name) throws IOException {
        String value = jar.getManifest().getMainAttributes().getValue(name);
        return value == null ? "" : value;
    }
}
