package org.postrider.smtp.etrn;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(name = "Postrider ETRN", description = "Who may have waiting mail delivered now, and which.")
@interface EtrnConfig {

    @AttributeDefinition(description = "Networks of clients that may ask, separated by commas.")
    String networks() default "";

    @AttributeDefinition(description = "Whether clients that have logged in may ask.")
    boolean loggedIn() default false;

    @AttributeDefinition(description = "Domains that may be asked for, separated by commas; @example.org stands for"
            + " example.org and all below it. Empty: any domain.")
    String domains() default "";

    @AttributeDefinition(description = "What #name stands for: name=domain @domain ..., separated by commas.")
    String queues() default "";

    @AttributeDefinition(description = "What a client learns: how many messages wait, whether any do, or nothing.",
            options = {@Option(value = "count", label = "count"), @Option(value = "waiting", label = "waiting"),
                @Option(value = "nothing", label = "nothing")})
    String tell() default "count";

    @AttributeDefinition(min = "1", max = "86400",
            description = "Seconds before mail for a domain can be asked for again, whoever asks.")
    int pause() default 60;

    @AttributeDefinition(min = "1", max = "100000",
            description = "Requests in an hour of one account, or of one client without one, of IPv6 a /64.")
    int perHour() default 60;
}
