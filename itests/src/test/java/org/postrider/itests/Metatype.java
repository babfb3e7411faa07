package org.postrider.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a bundle says of one configuration that it reads.
 *
 * @param pid its name, of a factory without the name of an instance
 * @param factory whether there can be several
 * @param attributes what can be set
 */
record Metatype(String pid, boolean factory, List<Attribute> attributes) {

    /** The default is the empty text where there is none. */
    record Attribute(String id, String defaultValue) {}

    static List<Metatype> of(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Stream<? extends ZipEntry> entries = file.stream().filter(entry ->
                    entry.getName().startsWith("OSGI-INF/metatype/") && entry.getName().endsWith(".xml"));
            return entries.map(entry -> read(file, entry)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
    }

    private static Metatype read(JarFile jar, ZipEntry entry) {
        try (InputStream in = jar.getInputStream(entry)) {
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
            Element designate = elements(root, "Designate").findFirst().orElseThrow();
            boolean factory = designate.hasAttribute("factoryPid");
            return new Metatype(designate.getAttribute(factory ? "factoryPid" : "pid"), factory,
                    elements(root, "AD").map(Metatype::attribute).toList());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(entry.getName(), e);
        }
    }

    /** In a default a backslash stands before what would otherwise divide values. */
    private static Attribute attribute(Element element) {
        return new Attribute(element.getAttribute("id"), element.getAttribute("default").replaceAll("\\\\(.)", "$1"));
    }

    private static Stream<Element> elements(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }
}
