package org.postrider.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A component as a bundle describes it. OSGi Compendium 112.4.
 *
 * @param name its name, or that of its class
 * @param services interfaces that it offers
 * @param filter the name of the filter that it is, if it is one
 */
record DeclaredComponent(String name, List<String> services, Optional<String> filter) {

    /** The property of a component that has it. */
    static final String FILTER_NAME = "mail.filter.name";

    /** All components of one document. @throws IOException if it is none */
    static List<DeclaredComponent> read(InputStream in) throws IOException {
        Document document = new Document();
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(in, document);
            return document.components;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("the description of its components cannot be read: " + e.getMessage(), e);
        }
    }

    /** What it is to an administrator: a filter by its name, anything else by its interfaces. */
    List<String> offers() {
        return filter.map(name -> List.of("filter " + name))
                .orElseGet(() -> services.stream().map(it -> it.substring(it.lastIndexOf('.') + 1)).toList());
    }

    private static final class Document extends DefaultHandler {

        private final List<DeclaredComponent> components = new ArrayList<>();
        private String name = "";
        private List<String> services = new ArrayList<>();
        private Optional<String> filter = Optional.empty();

        @Override
        public void startElement(String uri, String local, String qualified, Attributes attributes) {
            switch (local) {
                case "component" -> name = value(attributes, "name");
                case "implementation" -> name = name.isEmpty() ? value(attributes, "class") : name;
                case "provide" -> services.add(value(attributes, "interface"));
                case "property" -> property(attributes);
                default -> { }
            }
        }

        private void property(Attributes attributes) {
            if (FILTER_NAME.equals(attributes.getValue("name"))) {
                filter = Optional.of(value(attributes, "value")).filter(it -> !it.isEmpty());
            }
        }

        private static String value(Attributes attributes, String name) {
            String value = attributes.getValue(name);
            return value == null ? "" : value;
        }

        @Override
        public void endElement(String uri, String local, String qualified) {
            if (local.equals("component")) {
                components.add(new DeclaredComponent(name, List.copyOf(services), filter));
                name = "";
                services = new ArrayList<>();
                filter = Optional.empty();
            }
        }
    }
}
