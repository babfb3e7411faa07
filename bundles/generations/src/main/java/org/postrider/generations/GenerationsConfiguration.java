package org.postrider.generations;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How long what is being replaced may take. */
@ObjectClassDefinition(name = "Postrider Generations", description = "How a version of a bundle takes the place of another.")
public @interface GenerationsConfiguration {

    @AttributeDefinition(min = "0", max = "86400", description = "Seconds that sessions of a version that is being "
            + "replaced may go on, where the command does not say it; then it is stopped.")
    int drain() default 600;

    @AttributeDefinition(min = "1", max = "3600", description = "Seconds between the stop of an old version and its "
            + "removal, in which what still runs can load its classes.")
    int grace() default 10;

    @AttributeDefinition(min = "1", max = "300", description = "Seconds in which a new version has to come to serve; "
            + "else it is taken back.")
    int health() default 15;
}
