package org.postrider.karaf.subject;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.weaving.WeavingHook;

/**
 * Registers the weaving where it is needed. An activator and not a component: a class is woven when it is loaded or
 * never, and Declarative Services starts among the bundles whose classes are concerned. This bundle is in
 * {@code etc/startup.properties}, before all of them.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class Activator implements BundleActivator {

    private static final int FIRST_WITHOUT_GET_SUBJECT = 24;
    private final int java;

    public Activator() {
        this(Runtime.version().feature());
    }

    Activator(int java) {
        this.java = java;
    }

    @Override
    public void start(BundleContext context) {
        if (java >= FIRST_WITHOUT_GET_SUBJECT) {
            context.registerService(WeavingHook.class, new SubjectWeaving(), null);
        }
    }

    /** The framework withdraws the hook. */
    @Override
    public void stop(BundleContext context) {
    }
}
