package org.postrider.filter.policy.service;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(name = "Postrider policy service", description = "A program that speaks the policy delegation protocol"
        + " of Postfix, as a filter. A change counts for new sessions.")
@interface PolicyConfiguration {

    @AttributeDefinition(description = "Name of the filter. Empty: policy- and what follows the dash in the name of the"
            + " file.")
    String name() default "";

    @AttributeDefinition(description = "Where the program listens: inet:HOST:PORT or unix:/PATH.")
    String socket() default "";

    @AttributeDefinition(description = "Where among the filters it stands: guard with those that refuse, decide after those"
            + " that find things out.", options = {@Option(value = "guard"), @Option(value = "decide")})
    String phase() default "guard";

    @AttributeDefinition(description = "When it is asked, separated by commas: connect, helo, sender, recipient, data,"
            + " message.")
    String stages() default "recipient";

    @AttributeDefinition(required = false, description = "Roles of the listeners whose mail it is asked about, separated by"
            + " commas; empty means all.")
    String listeners() default "";

    @AttributeDefinition(required = false, description = "What it is told as policy_context.")
    String context() default "";

    @AttributeDefinition(min = "1", max = "60", description = "Seconds in which it must accept a connection.")
    int connectTimeout() default 5;

    @AttributeDefinition(min = "1", max = "300", description = "Seconds in which it must have answered.")
    int deadline() default 30;

    @AttributeDefinition(min = "1", max = "10000", description = "Questions at once, each over a connection of its own; more"
            + " wait for their turn.")
    int concurrency() default 8;

    @AttributeDefinition(min = "1", max = "3600", description = "Seconds after which a connection that was not needed is not"
            + " used again.")
    int maxIdle() default 300;
}
