package org.postrider.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.postrider.schema.Metatype;
import org.postrider.schema.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the bundles of the platform and its plugins say about their configurations. Safe from any thread. */
final class InstalledSchemas {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationGuard.class);

    /** A bundle as it was installed or updated at one time. */
    private record Revision(long bundle, long modified) {
    }

    private final BundleContext context;
    private final Map<Revision, List<Schema>> read = new ConcurrentHashMap<>();

    InstalledSchemas(BundleContext context) {
        this.context = context;
    }

    /** Of several versions of a bundle the newest speaks. */
    Optional<Schema> find(String pid) {
        return Arrays.stream(context.getBundles()).filter(InstalledSchemas::isConcerned)
                .sorted(Comparator.comparing(Bundle::getVersion).reversed())
                .flatMap(bundle -> schemas(bundle).stream()).filter(schema -> schema.pid().equals(pid)).findFirst();
    }

    /** Ours or a plugin for us. */
    private static boolean isConcerned(Bundle bundle) {
        return Objects.requireNonNullElse(bundle.getSymbolicName(), "").startsWith("org.postrider.")
                || String.valueOf(bundle.getHeaders("").get("Import-Package")).contains("org.postrider.api.");
    }

    private List<Schema> schemas(Bundle bundle) {
        return read.computeIfAbsent(new Revision(bundle.getBundleId(), bundle.getLastModified()), r -> parse(bundle));
    }

    private static List<Schema> parse(Bundle bundle) {
        List<Schema> schemas = new ArrayList<>();
        Enumeration<URL> documents = bundle.findEntries(Metatype.FOLDER, "*.xml", false);
        for (URL document : documents == null ? List.<URL>of() : Collections.list(documents)) {
            try (InputStream in = document.openStream()) {
                schemas.addAll(Metatype.read(in));
            } catch (IOException e) {
                LOG.warn("{}: what it says about its configuration cannot be read: {}", document, e.getMessage());
            }
        }
        return schemas;
    }
}
