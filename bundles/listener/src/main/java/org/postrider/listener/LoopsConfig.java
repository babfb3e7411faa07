package org.postrider.listener;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(name = "Postrider event loops", description = "The threads that serve the sockets of all"
        + " listeners. Read when the bundle starts.")
@interface LoopsConfig {

    @AttributeDefinition(description = "How sockets are waited for; auto is epoll where there is epoll, else nio.",
            options = {@Option(value = "auto"), @Option(value = "epoll"), @Option(value = "nio"),
                @Option(value = "io_uring")})
    String transport() default "auto";

    @AttributeDefinition(description = "Threads; 0 for one per core.", min = "0", max = "256")
    int threads() default 0;

    @AttributeDefinition(description = "Seconds that sessions get to end when the bundle stops.", min = "0", max = "300")
    int drainSeconds() default 5;
}
