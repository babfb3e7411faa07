package org.postrider.itests.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.postrider.api.filter.MailFilter;

/** Writes down what happens to bundles: event, id, name. As a filter it has no opinion. */
public final class BundleWitness implements MailFilter {

    private static final AtomicBoolean WATCHING = new AtomicBoolean();

    /** Called by Declarative Services, again when the pipeline was away. */
    public void activate(BundleContext context) {
        if (WATCHING.compareAndSet(false, true)) {
            context.addBundleListener((SynchronousBundleListener) BundleWitness::write);
        }
    }

    private static synchronized void write(BundleEvent event) {
        String line = name(event.getType()) + " " + event.getBundle().getBundleId() + " " + event.getBundle().getSymbolicName();
        try {
            Files.writeString(Path.of(System.getProperty("postrider.home"), "witness.log"), line + "\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(int type) {
        return switch (type) {
            case BundleEvent.INSTALLED -> "INSTALLED";
            case BundleEvent.STARTED -> "STARTED";
            case BundleEvent.STOPPED -> "STOPPED";
            case BundleEvent.UPDATED -> "UPDATED";
            case BundleEvent.UNINSTALLED -> "UNINSTALLED";
            default -> "OTHER-" + type;
        };
    }
}
