package org.postrider.delivery.remote;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Postrider remote delivery", description = "How mail is handed to other servers.")
@interface RemoteConfig {

    @AttributeDefinition(description = "What this server calls itself in EHLO: its name, or an address literal.")
    String hostname() default "localhost";

    @AttributeDefinition(description = "Port of mail exchangers and of servers that are named without one.",
            min = "1", max = "65535")
    int port() default 25;

    @AttributeDefinition(description = "Local IP address to connect from. Empty: the system chooses.")
    String bindAddress() default "";

    @AttributeDefinition(description = "Time to connect to one address, 10ms to 10m.")
    String connectTimeout() default "30s";

    @AttributeDefinition(description = "Time to wait for the greeting, 10ms to 1h.")
    String bannerTimeout() default "5m";

    @AttributeDefinition(description = "Time to wait for the reply to EHLO, MAIL or RCPT, 10ms to 1h.")
    String commandTimeout() default "5m";

    @AttributeDefinition(description = "Time to wait for the reply to DATA, 10ms to 1h.")
    String dataTimeout() default "2m";

    @AttributeDefinition(description = "Time to send one block of 64 KB of the message, 10ms to 1h.")
    String blockTimeout() default "3m";

    @AttributeDefinition(description = "Time to wait for the reply to the whole message, 10ms to 1h.")
    String finalTimeout() default "10m";
}
