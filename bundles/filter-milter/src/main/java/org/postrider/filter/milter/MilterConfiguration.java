package org.postrider.filter.milter;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(name = "Postrider milter", description = "A program that speaks the milter protocol, as a filter. A"
        + " change counts for new sessions.")
@interface MilterConfiguration {

    @AttributeDefinition(description = "Name of the filter. Empty: milter- and what follows the dash in the name of the"
            + " file.")
    String name() default "";

    @AttributeDefinition(description = "Where the milter listens: inet:PORT@HOST, inet6:PORT@HOST or unix:/PATH.")
    String socket() default "";

    @AttributeDefinition(description = "Where among the filters it stands: guard with those that refuse, rewrite with those"
            + " that change.", options = {
                @Option(value = "guard"), @Option(value = "decide"), @Option(value = "rewrite")})
    String phase() default "guard";

    @AttributeDefinition(description = "When it is asked, separated by commas: connect, helo, sender, recipient, data,"
            + " message.")
    String stages() default "connect, helo, sender, recipient, data, message";

    @AttributeDefinition(required = false, description = "Roles of the listeners whose mail it sees, separated by commas;"
            + " empty means all.")
    String listeners() default "";

    @AttributeDefinition(min = "2", max = "6", description = "Newest version of the protocol that it is offered.")
    int protocol() default 6;

    @AttributeDefinition(min = "1", max = "60", description = "Seconds in which it must accept a connection.")
    int connectTimeout() default 5;

    @AttributeDefinition(min = "1", max = "300", description = "Seconds in which it must answer each command.")
    int commandTimeout() default 15;

    @AttributeDefinition(min = "1", max = "300", description = "Seconds in which it must answer at the end of a message, or"
            + " say that it is still at work.")
    int endOfMessageTimeout() default 60;

    @AttributeDefinition(min = "1", max = "300", description = "Seconds that it may take for one stage of a session, whatever"
            + " it says.")
    int deadline() default 120;

    @AttributeDefinition(min = "1", max = "10000", description = "Stages that wait for it at once; more wait for their"
            + " turn.")
    int concurrency() default 8;

    @AttributeDefinition(min = "1", max = "10000", description = "Connections to it at once. One that is idle gives way to"
            + " one that is needed.")
    int maxConnections() default 200;

    @AttributeDefinition(min = "0", max = "9223372036854775807", description = "Octets of the largest message that it is"
            + " shown; a larger one counts as a failure of the filter. 0: any.")
    long maxBytes() default 0;

    @AttributeDefinition(description = "What it is told that we are called, the macro j.")
    String hostname() default "localhost";

    @AttributeDefinition(required = false, description = "Macros and values that it is told besides, or instead: NAME=VALUE,"
            + " separated by commas.")
    String macros() default "";
}
