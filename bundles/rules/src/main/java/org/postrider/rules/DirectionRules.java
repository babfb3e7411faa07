package org.postrider.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Four kinds of bundle, and which of them may export, import and have components.
 *
 * <p>That a component is public, and that an exported package shows exported types only, bnd says earlier.
 */
final class DirectionRules {

    private static final String API = "org.postrider.api";
    private static final Set<String> LIBRARIES = Set.of("org.postrider.net", "org.postrider.smtp.protocol",
            "org.postrider.mime", "org.postrider.json", "org.postrider.schema", "org.postrider.sasl", "org.postrider.sql",
            "org.postrider.bridge");
    private static final String TESTING = "org.postrider.testing";
    /** No provider of mail: woven classes of Karaf are linked to what it exports. */
    private static final String WEAVING = "org.postrider.karaf.subject";
    private static final String EXAMPLES = "org.postrider.example.";
    private final Bundle bundle;
    private final List<String> broken = new ArrayList<>();

    DirectionRules(Bundle bundle) {
        this.bundle = bundle;
    }

    /** One sentence per broken rule: what was found, and what to do instead. */
    List<String> broken() throws IOException {
        String name = bundle.name();
        if (name.equals(API)) {
            apiImportsNothing();
        }
        if (isProvider(name)) {
            providerExportsNothing();
        } else {
            onlyProvidersHaveComponents();
        }
        if (name.startsWith(EXAMPLES)) {
            pluginImportsTheApiOnly();
        }
        return broken;
    }

    private static boolean isProvider(String name) {
        return !name.equals(API) && !LIBRARIES.contains(name) && !name.equals(TESTING) && !name.equals(WEAVING);
    }

    private void apiImportsNothing() throws IOException {
        for (String name : bundle.imports()) {
            if (!name.startsWith("java.") && !name.startsWith(API)) {
                broken.add("the API's signatures use " + name + ": use a type of the JDK or of the API itself instead,"
                        + " and keep the third party inside the provider");
            }
        }
    }

    private void providerExportsNothing() throws IOException {
        for (String name : bundle.exports()) {
            broken.add("a provider exports " + name + ": remove @Export; what others need is an interface in"
                    + " org.postrider.api which this bundle offers as a service");
        }
    }

    private void onlyProvidersHaveComponents() throws IOException {
        for (String name : bundle.components()) {
            broken.add("the API, a library or the test kit has the component " + name
                    + ": move it into a provider, a bundle that exports nothing");
        }
    }

    private void pluginImportsTheApiOnly() throws IOException {
        for (String name : bundle.imports()) {
            if (name.startsWith("org.postrider.") && !name.startsWith(API)) {
                broken.add("a plugin imports " + name + ": plugins are written against org.postrider.api only");
            }
        }
    }
}
