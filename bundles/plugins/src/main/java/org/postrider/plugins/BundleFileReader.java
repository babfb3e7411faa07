package org.postrider.plugins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Reads what the jar of a bundle says about itself, within limits. */
final class BundleFileReader {

    /** Octets of one description: the manifest, or a document of components. */
    private static final int MOST_TEXT = 1 << 20;
    private static final int MOST_ENTRIES = 65_536;
    private static final int MOST_COMPONENTS = 1_000;
    /** OSGi Core 1.3.2, within what is a file name everywhere. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final int MOST_NAME = 128;

    private final ZipFile zip;

    private BundleFileReader(ZipFile zip) {
        this.zip = zip;
    }

    static BundleFile read(Path path, long most) throws IOException {
        long size = Files.size(path);
        if (size > most) {
            throw new IOException("it has " + size + " octets, allowed are " + most);
        }
        try (ZipFile zip = new ZipFile(path.toFile())) {
            return new BundleFileReader(zip).read();
        } catch (ZipException e) {
            throw new IOException("it is no jar, or only a part of one: " + e.getMessage(), e);
        }
    }

    private BundleFile read() throws IOException {
        entriesStayInside();
        Map<String, String> headers = headers();
        String name = name(headers);
        return new BundleFile(name, version(headers), headers, components(headers));
    }

    private void entriesStayInside() throws IOException {
        int entries = 0;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements();) {
            String name = all.nextElement().getName();
            if (name.startsWith("/") || List.of(name.split("/")).contains("..")) {
                throw new IOException("its entry \"" + name + "\" leads out of it");
            }
            if (++entries > MOST_ENTRIES) {
                throw new IOException("it has more than " + MOST_ENTRIES + " entries");
            }
        }
    }

    private Map<String, String> headers() throws IOException {
        ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
        if (entry == null) {
            throw new IOException("it has no manifest: it is no bundle");
        }
        Attributes main = new Manifest(new ByteArrayInputStream(text(entry))).getMainAttributes();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        main.forEach((key, value) -> headers.put(key.toString(), value.toString()));
        return headers;
    }

    private static String name(Map<String, String> headers) throws IOException {
        List<Clause> clauses = Clause.parse(headers.getOrDefault(Constants.BUNDLE_SYMBOLICNAME, ""));
        if (clauses.size() != 1) {
            throw new IOException("its manifest has no Bundle-SymbolicName: it is no bundle");
        }
        try {
            return checkedName(clauses.get(0).name());
        } catch (IllegalArgumentException e) {
            throw new IOException("its Bundle-SymbolicName is " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException in words if it is no symbolic name that is also the name of a file */
    static String checkedName(String name) {
        if (name.length() > MOST_NAME || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\", allowed are up to " + MOST_NAME
                    + " letters, digits, dots, dashes and underscores");
        }
        return name;
    }

    private static Version version(Map<String, String> headers) throws IOException {
        String text = headers.getOrDefault(Constants.BUNDLE_VERSION, "");
        if (text.isBlank()) {
            throw new IOException("its manifest has no Bundle-Version");
        }
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("its Bundle-Version is \"" + text + "\", which is no version", e);
        }
    }

    private List<DeclaredComponent> components(Map<String, String> headers) throws IOException {
        List<DeclaredComponent> components = new ArrayList<>();
        for (Clause clause : Clause.parse(headers.getOrDefault("Service-Component", ""))) {
            for (ZipEntry entry : entries(clause.name())) {
                components.addAll(DeclaredComponent.read(new ByteArrayInputStream(text(entry))));
                if (components.size() > MOST_COMPONENTS) {
                    throw new IOException("it has more than " + MOST_COMPONENTS + " components");
                }
            }
        }
        return components;
    }

    /** Those that a path names; the last part of it may have stars. OSGi Compendium 112.4.1. */
    private List<? extends ZipEntry> entries(String path) throws IOException {
        Pattern wanted = Pattern.compile(Pattern.quote(path).replace("*", "\\E[^/]*\\Q"));
        List<? extends ZipEntry> found =
                zip.stream().filter(it -> wanted.matcher(it.getName()).matches()).toList();
        if (found.isEmpty() && !path.contains("*")) {
            throw new IOException("its Service-Component names " + path + ", which is not there");
        }
        return found;
    }

    private byte[] text(ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] text = in.readNBytes(MOST_TEXT + 1);
            if (text.length > MOST_TEXT) {
                throw new IOException(entry.getName() + " has more than " + MOST_TEXT + " octets");
            }
            return text;
        }
    }
}
