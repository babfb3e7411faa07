package org.postrider.dns;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Postrider DNS", description = "Where names are looked up, and what is remembered.")
@interface DnsConfig {

    @AttributeDefinition(description = "Name servers, each address or address:port, asked in this order. "
            + "Empty: those of the system.")
    String[] servers() default {};

    @AttributeDefinition(description = "How long a look-up may take in all, in milliseconds.",
            min = "100", max = "60000")
    int timeout() default 10_000;

    @AttributeDefinition(description = "How long one server is waited for before the next is asked, in milliseconds.",
            min = "50", max = "30000")
    int tryTimeout() default 3_000;

    @AttributeDefinition(description = "How many answers are remembered.", min = "0", max = "10000000")
    int cacheEntries() default 100_000;

    @AttributeDefinition(description = "Whether addresses of hosts are looked up in the hosts file first.")
    boolean hostsFile() default true;
}
