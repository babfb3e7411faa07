package org.postrider.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.util.promise.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes services away and gives them back, again and again, as if their bundles were being replaced. Without a
 * configuration all are there.
 */
@Component(service = AbsentServices.class, immediate = true, configurationPid = "org.postrider.chaos.services",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AbsentServices.Settings.class, factory = true)
public final class AbsentServices {

    private static final Logger LOG = LoggerFactory.getLogger(AbsentServices.class);
    private static final int LONGEST = 600_000;
    private static final int PATIENCE = 60;

    /** Which, and for how long. */
    @ObjectClassDefinition(name = "Postrider Chaos: services", description = "Services that come and go.")
    public @interface Settings {

        @AttributeDefinition(description = "Names of components, separated by commas, as scr:list shows them.")
        String components();

        @AttributeDefinition(min = "1", max = "600000", description = "Milliseconds for which they are away.")
        int absent() default 500;

        @AttributeDefinition(min = "1", max = "600000", description = "Milliseconds for which they are there.")
        int present() default 2000;
    }

    private final ServiceComponentRuntime runtime;
    private final List<ComponentDescriptionDTO> components;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "postrider-chaos");
        thread.setDaemon(true);
        return thread;
    });

    /** @throws IllegalArgumentException if a setting is not allowed, or there is no such component */
    @Activate
    public AbsentServices(@Reference(name = "runtime") ServiceComponentRuntime runtime, Settings settings) {
        this.runtime = runtime;
        int absent = Range.check("absent", settings.absent(), 1, LONGEST);
        int present = Range.check("present", settings.present(), 1, LONGEST);
        this.components = find(settings.components());
        clock.scheduleWithFixedDelay(() -> beAway(absent), present, present, TimeUnit.MILLISECONDS);
    }

    private List<ComponentDescriptionDTO> find(String names) {
        List<ComponentDescriptionDTO> found = new ArrayList<>();
        for (String name : Arrays.stream(names.split(",")).map(String::strip).toList()) {
            found.add(runtime.getComponentDescriptionDTOs().stream().filter(component -> component.name.equals(name))
                    .filter(component -> !component.implementationClass.equals(AbsentServices.class.getName())).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("components has \"" + name
                            + "\", which is no component that can be taken away; scr:list shows them")));
        }
        return found;
    }

    private void beAway(int absent) {
        try {
            components.forEach(component -> await(runtime.disableComponent(component)));
            Pause.of(absent);
        } finally {
            components.forEach(component -> await(runtime.enableComponent(component)));
        }
    }

    private static void await(Promise<Void> done) {
        CountDownLatch over = new CountDownLatch(1);
        done.onResolve(over::countDown);
        try {
            if (!over.await(PATIENCE, TimeUnit.SECONDS)) {
                LOG.warn("org.postrider.chaos.services: a component did not come or go within {} s", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // what is asked for is done all the same
        }
    }

    /** All that was taken away is given back. */
    @Deactivate
    void stop() throws InterruptedException {
        clock.shutdownNow();
        if (!clock.awaitTermination(PATIENCE, TimeUnit.SECONDS)) {
            LOG.warn("org.postrider.chaos.services: a component did not come back in time");
        }
    }
}
