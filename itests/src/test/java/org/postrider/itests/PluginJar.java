package org.postrider.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.postrider.api.filter.MailFilter;

/** A class of this test as a plugin: a bundle with one component, a filter of messages and perhaps more. */
final class PluginJar {

    private PluginJar() {
    }

    /**
     * @param name of the filter
     * @param more what it is besides a filter; for what is asked in an order, it comes first
     */
    static byte[] of(Class<? extends MailFilter> filter, String name, Class<?>... more) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String file = filter.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest(name));
                InputStream code = filter.getResourceAsStream("/" + file)) {
            jar.putNextEntry(new JarEntry("OSGI-INF/filter.xml"));
            jar.write(component(filter, name, more).getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry(file));
            code.transferTo(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Manifest manifest(String name) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "planted." + name);
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Import-Package",
                "org.postrider.api.delivery,org.postrider.api.event,org.postrider.api.filter,"
                        + "org.postrider.api.message,org.postrider.api.smtp");
        main.putValue("Service-Component", "OSGI-INF/filter.xml");
        return manifest;
    }

    private static String component(Class<?> filter, String name, Class<?>... more) {
        String services = Stream.concat(Stream.of(MailFilter.class), Stream.of(more))
                .map(service -> "<provide interface=\"" + service.getName() + "\"/>").collect(Collectors.joining());
        return """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="planted.%1$s">
                  <property name="mail.filter.name" value="%1$s"/>
                  <property name="mail.filter.stages" value="MESSAGE"/>
                  <property name="service.ranking" type="Integer" value="1"/>
                  <service>%3$s</service>
                  <implementation class="%2$s"/>
                </scr:component>
                """.formatted(name, filter.getName(), services);
    }
}
