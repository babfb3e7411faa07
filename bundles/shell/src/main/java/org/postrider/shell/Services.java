package org.postrider.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.karaf.shell.support.CommandException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Services for the time of one command; given back when it is closed. */
final class Services implements AutoCloseable {

    private final BundleContext context;
    private final List<ServiceReference<?>> taken = new ArrayList<>();

    Services(BundleContext context) {
        this.context = context;
    }

    BundleContext context() {
        return context;
    }

    /** @throws CommandException in words if it is not there */
    <T> T get(Class<T> type) throws CommandException {
        return find(type).orElseThrow(() -> missing(type));
    }

    <T> Optional<T> find(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        if (reference == null) {
            return Optional.empty();
        }
        T service = context.getService(reference);
        if (service != null) {
            taken.add(reference);
        }
        return Optional.ofNullable(service);
    }

    private static CommandException missing(Class<?> type) {
        String what = Part.ofService(type.getName()).map(Part::words).orElse(type.getSimpleName());
        String start = Character.toUpperCase(what.charAt(0)) + what.substring(1);
        return Failure.of(start + " is not running. mail:doctor says why.");
    }

    @Override
    public void close() {
        taken.forEach(context::ungetService);
        taken.clear();
    }
}
