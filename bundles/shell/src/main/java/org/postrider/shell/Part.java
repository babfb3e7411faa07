package org.postrider.shell;

import java.util.Arrays;
import java.util.Optional;

import org.postrider.api.delivery.Router;
import org.postrider.api.delivery.Transport;
import org.postrider.api.directory.Directory;
import org.postrider.api.directory.DirectoryEditor;
import org.postrider.api.dns.Resolver;
import org.postrider.api.event.MailEvents;
import org.postrider.api.filter.Filters;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.plugin.Generations;
import org.postrider.api.plugin.Plugins;
import org.postrider.api.plugin.Upgrades;
import org.postrider.api.queue.Queue;
import org.postrider.api.queue.Spool;
import org.postrider.api.smtp.Certificates;
import org.postrider.api.smtp.Listeners;
import org.postrider.api.store.MailStore;
import org.postrider.api.trace.Traces;

/** The parts of the platform: a service, what people call it, and the feature that usually brings it. */
enum Part {
    LISTENERS(Listeners.class, "the listener", "postrider-listener"),
    CERTIFICATES(Certificates.class, "the store of certificates", "postrider-tls"),
    QUEUE(Queue.class, "the queue", "postrider-queue"),
    SPOOL(Spool.class, "the spool", "postrider-spool"),
    DIRECTORY(Directory.class, "the directory", "postrider-directory-file"),
    EDITOR(DirectoryEditor.class, "a directory that can be changed", "postrider-directory-file"),
    FILTERS(Filters.class, "the filter pipeline", "postrider-filters"),
    TRACES(Traces.class, "the store of traces", "postrider-traces"),
    METRICS(Metrics.class, "the metrics registry", "postrider-metrics"),
    EVENTS(MailEvents.class, "the event hub", "postrider-observers"),
    PLUGINS(Plugins.class, "the installer of plugins", "postrider-plugins"),
    GENERATIONS(Generations.class, "the keeper of versions", "postrider-generations"),
    UPGRADES(Upgrades.class, "the keeper of upgrades", "postrider-generations"),
    ROUTER(Router.class, "a router", "postrider-router"),
    RESOLVER(Resolver.class, "the DNS resolver", "postrider-dns"),
    STORE(MailStore.class, "a mail store", "postrider-store-maildir"),
    TRANSPORT(Transport.class, "a transport", "postrider-delivery-local or postrider-delivery-remote"),
    ENGINE("org.postrider.net.SessionEngine", "an SMTP engine", "postrider-smtp-server");

    private final String service;
    private final String words;
    private final String feature;

    Part(Class<?> service, String words, String feature) {
        this(service.getName(), words, feature);
    }

    Part(String service, String words, String feature) {
        this.service = service;
        this.words = words;
        this.feature = feature;
    }

    static Optional<Part> ofService(String service) {
        return Arrays.stream(values()).filter(p -> p.service.equals(service)).findFirst();
    }

    String service() {
        return service;
    }

    /** What people call it, with its article. */
    String words() {
        return words;
    }

    String feature() {
        return feature;
    }
}
