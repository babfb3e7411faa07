package org.postrider.example.transport;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Transport;
import org.postrider.api.queue.QueuedMessage;

/** Hands messages to a program: the route {@code pipe:tickets} runs it with the word {@code tickets}. */
@Component(property = Transport.NAME + "=pipe", configurationPid = "org.postrider.example.transport")
@Designate(ocd = PipeTransport.Configuration.class)
public final class PipeTransport implements Transport {

    /** What the administrator may set, in etc/org.postrider.example.transport.cfg. */
    @ObjectClassDefinition(name = "Transport example", description = "Hands messages to a program.")
    public @interface Configuration {

        @AttributeDefinition(name = "Program", description = "The path of the program. Its only argument is the "
                + "destination of the route; the message is its standard input.")
        String program() default "/usr/local/bin/postrider-pipe";

        @AttributeDefinition(name = "Seconds", description = "What takes longer is ended, and tried again later.")
        int seconds() default 60;
    }

    private final Configuration configuration;

    /** @throws IllegalArgumentException if the configuration is not allowed */
    @Activate
    public PipeTransport(Configuration configuration) {
        if (configuration.seconds() < 1 || configuration.seconds() > 3600) {
            throw new IllegalArgumentException("seconds: found " + configuration.seconds() + "; allowed is 1 to 3600");
        }
        this.configuration = configuration;
    }

    @Override
    public Delivery begin(Route route, QueuedMessage message) {
        return new PipeDelivery(configuration, route, message);
    }
}
