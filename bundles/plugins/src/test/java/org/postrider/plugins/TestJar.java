package org.postrider.plugins;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A jar that is made up for a test. */
final class TestJar {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> entries = new LinkedHashMap<>();

    private TestJar() {
    }

    /** A bundle without needs. */
    static TestJar bundle(String name, String version) {
        return new TestJar().with(Attributes.Name.MANIFEST_VERSION.toString(), "1.0")
                .with("Bundle-ManifestVersion", "2").with("Bundle-SymbolicName", name).with("Bundle-Version", version);
    }

    /** Sets a header of the manifest; an empty value takes it away. */
    TestJar with(String header, String value) {
        headers.put(header, value);
        headers.values().removeIf(String::isEmpty);
        return this;
    }

    TestJar entry(String name, String text) {
        entries.put(name, text);
        return this;
    }

    /** A component that is a filter. */
    TestJar filter(String name) {
        return with("Service-Component", "OSGI-INF/*.xml").entry("OSGI-INF/" + name + ".xml", """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="test.%1$s">
                  <property name="mail.filter.name" value="%1$s"/>
                  <service><provide interface="org.postrider.api.filter.MailFilter"/></service>
                  <implementation class="test.Filter"/>
                </scr:component>
                """.formatted(name));
    }

    byte[] octets() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            put(zip, JarFile.MANIFEST_NAME, manifest());
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                put(zip, entry.getKey(), entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Lines of at most 72 octets, as a manifest has to have. */
    private String manifest() {
        StringBuilder text = new StringBuilder();
        headers.forEach((name, value) -> text.append((name + ": " + value).replaceAll("(.{70})(?=.)", "$1\r\n "))
                .append("\r\n"));
        return text.append("\r\n").toString();
    }

    Path in(Path directory) throws IOException {
        return Files.write(Files.createTempFile(directory, "test", ".jar"), octets());
    }
}
