package org.postrider.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {

    @TempDir
    Path directory;

    @Test
    void aProviderThatExportsIsToldToOfferAService() throws IOException {
        Path jar = jar(Map.of("Bundle-SymbolicName", "org.postrider.queue",
                "Export-Package", "org.postrider.queue;version=\"1.0\";uses:=\"a,b\""));
        assertThat(Rules.check(jar)).singleElement().asString()
                .contains("a provider exports org.postrider.queue:").contains("org.postrider.api");
    }

    @Test
    void aLibraryMayExport() throws IOException {
        assertThat(Rules.check(jar(Map.of("Bundle-SymbolicName", "org.postrider.net",
                "Export-Package", "org.postrider.net;version=\"1.0\"")))).isEmpty();
    }

    @Test
    void aLibraryHasNoComponents() throws IOException {
        Path jar = component("org.postrider.net");
        assertThat(Rules.check(jar)).singleElement().asString().contains("move it into a provider");
        assertThatThrownBy(() -> Rules.main(new String[] {jar.toString()})).hasMessageContaining("breaks a rule");
    }

    @Test
    void aProviderHasComponents() throws IOException {
        assertThat(Rules.check(component("org.postrider.queue"))).isEmpty();
    }

    @Test
    void theApiImportsNothingOfThirdParties() throws IOException {
        assertThat(Rules.check(jar(Map.of("Bundle-SymbolicName", "org.postrider.api", "Import-Package",
                "java.util,org.postrider.api.smtp;version=\"[1,2)\",io.netty.buffer;version=\"[4.2,5)\""))))
                .singleElement().asString().contains("use io.netty.buffer:");
    }

    @Test
    void aPluginImportsTheApiOnly() throws IOException {
        assertThat(Rules.check(jar(Map.of("Bundle-SymbolicName", "org.postrider.example.verb", "Import-Package",
                "org.postrider.api.smtp,org.postrider.mime"))))
                .singleElement().asString().contains("imports org.postrider.mime:");
    }

    private Path component(String name) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Bundle-SymbolicName", name);
        headers.put("Service-Component", "OSGI-INF/p.C.xml");
        return jar(headers);
    }

    private Path jar(Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((key, value) -> manifest.getMainAttributes().putValue(key, value));
        Path file = directory.resolve("b.jar");
        try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out, manifest)) {
            put(jar, "OSGI-INF/p.C.xml", "<component><implementation class=\"p.C\"/></component>"
                    .getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
