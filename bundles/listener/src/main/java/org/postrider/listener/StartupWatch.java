package org.postrider.listener;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits with the ports until the framework is at its start level: a listener that opens among the first bundles would
 * take mail before the last filter is started. Not longer than {@link #LIMIT_SECONDS}: a plugin that does not get
 * started does not keep the mail out.
 */
@Component(service = {}, immediate = true)
@Capability(namespace = "osgi.service", attribute = "objectClass=org.postrider.listener.Startup")
public final class StartupWatch implements FrameworkListener {

    private static final Logger LOG = LoggerFactory.getLogger(StartupWatch.class);
    private static final int LIMIT_SECONDS = 30;

    private final BundleContext context;
    private final FrameworkStartLevel level;
    private final int last;
    private final ScheduledExecutorService limit = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "postrider-listener-startup");
        thread.setDaemon(true);
        return thread;
    });
    private boolean over;

    @Activate
    public StartupWatch(BundleContext context) {
        this.context = context;
        this.level = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
        String beginning = context.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL);
        this.last = beginning == null ? 1 : Integer.parseInt(beginning.strip());
        context.addFrameworkListener(this);
        limit.schedule(this::enough, LIMIT_SECONDS, TimeUnit.SECONDS);
        frameworkEvent(null);
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (level.getStartLevel() >= last) {
            finish();
        }
    }

    private void enough() {
        LOG.warn("the framework is at start level {} of {} after {} s; the ports are opened", level.getStartLevel(), last,
                LIMIT_SECONDS);
        finish();
    }

    private synchronized void finish() {
        if (!over) {
            over = true;
            limit.shutdownNow();
            context.removeFrameworkListener(this);
            context.registerService(Startup.class, new Startup(), null); // goes with the bundle
        }
    }

    @Deactivate
    void stop() {
        limit.shutdownNow();
        context.removeFrameworkListener(this);
    }
}
