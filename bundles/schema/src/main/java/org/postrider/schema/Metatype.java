package org.postrider.schema;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads Metatype documents: in a bundle those at {@value #FOLDER}{@code /*.xml}. */
public final class Metatype {

    public static final String FOLDER = "OSGI-INF/metatype";

    private Metatype() {
    }

    /** All that one document describes. @throws IOException if it cannot be read, or is no document at all */
    public static List<Schema> read(InputStream in) throws IOException {
        Document document = parse(in);
        Map<String, Map<String, Attribute>> classes = new LinkedHashMap<>();
        for (Element ocd : elements(document.getElementsByTagNameNS("*", "OCD"))) {
            classes.put(ocd.getAttribute("id"), attributes(ocd));
        }
        List<Schema> schemas = new ArrayList<>();
        for (Element designate : elements(document.getElementsByTagNameNS("*", "Designate"))) {
            boolean factory = designate.hasAttribute("factoryPid");
            String pid = designate.getAttribute(factory ? "factoryPid" : "pid");
            Element object = elements(designate.getElementsByTagNameNS("*", "Object")).get(0);
            schemas.add(new Schema(pid, factory, classes.getOrDefault(object.getAttribute("ocdref"), Map.of())));
        }
        return schemas;
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
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // throws; the usual one prints first
            return builder.parse(in);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }
}
