package org.postrider.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

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

    private void readJar(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().matches("OSGI-INF/metatype/[^/]+\\.xml")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        read(parse(in));
                    }
                }
            }
        }
    }

    private void read(Document document) {
        Map<String, Map<String, Attribute>> classes = new LinkedHashMap<>();
        for (Element ocd : elements(document.getElementsByTagNameNS("*", "OCD"))) {
            classes.put(ocd.getAttribute("id"), attributes(ocd));
        }
        for (Element designate : elements(document.getElementsByTagNameNS("*", "Designate"))) {
            boolean factory = designate.hasAttribute("factoryPid");
            String pid = designate.getAttribute(factory ? "factoryPid" : "pid");
            Element object = elements(designate.getElementsByTagNameNS("*", "Object")).get(0);
            byPid.put(pid, new Schema(pid, factory, classes.getOrDefault(object.getAttribute("ocdref"), Map.of())));
        }
    }

    private static Map<String, Attribute> attributes(Element ocd) {
        Map<String, Attribute> attributes = new TreeMap<>();
        for (Element ad : elements(ocd.getElementsByTagNameNS("*", "AD"))) {
            attributes.put(ad.getAttribute("id"), attribute(ad));
        }
        return attributes;
    }

    private static Attribute attribute(Element ad) {
        List<String> options = elements(ad.getElementsByTagNameNS("*", "Option")).stream()
                .map(option -> option.getAttribute("value")).toList();
        String cardinality = ad.getAttribute("cardinality");
        boolean list = !cardinality.isEmpty() && !cardinality.equals("0");
        boolean required = !ad.getAttribute("required").equals("false") && !ad.hasAttribute("default");
        return new Attribute(ad.getAttribute("id"), ad.getAttribute("type"), list, required,
                ad.getAttribute("min"), ad.getAttribute("max"), options);
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static Document parse(InputStream in) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(in);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }
}
