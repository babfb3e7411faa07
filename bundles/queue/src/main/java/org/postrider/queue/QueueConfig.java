package org.postrider.queue;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Postrider queue", description = "When and how often delivery is attempted.")
@interface QueueConfig {

    @AttributeDefinition(description = "Name of this server in reports to senders.")
    String hostname() default "localhost";

    @AttributeDefinition(description = "How many deliveries run at once.", min = "1", max = "10000")
    int workers() default 64;

    @AttributeDefinition(description = "How many deliveries to one destination run at once.", min = "1", max = "1000")
    int perDestination() default 20;

    @AttributeDefinition(name = "retry.first", description = "Time from the first attempt to the second, 1s to 1d.")
    String retry_first() default "5m";

    @AttributeDefinition(name = "retry.factor", description = "How much longer each further pause is.",
            min = "1.0", max = "10.0")
    double retry_factor() default 2.0;

    @AttributeDefinition(name = "retry.max", description = "The longest pause between attempts, 1s to 7d.")
    String retry_max() default "4h";

    @AttributeDefinition(description = "How long delivery of a message is tried, 1m to 30d.")
    String expiry() default "5d";

    @AttributeDefinition(description = "How long delivery of a message from <> is tried, 1m to 30d.")
    String bounceExpiry() default "1d";

    @AttributeDefinition(description = "After which time a sender is told once that a message is delayed, 1m to 30d; off: never.")
    String delayReport() default "4h";

    @AttributeDefinition(description = "How long one attempt may take before it is interrupted, 1s to 1d.")
    String attemptLimit() default "1h";
}
