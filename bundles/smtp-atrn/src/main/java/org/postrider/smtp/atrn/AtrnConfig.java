package org.postrider.smtp.atrn;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Postrider ATRN", description = "Who may fetch the mail of which domains.")
@interface AtrnConfig {

    @AttributeDefinition(description = "Which account may have the mail of which domains:"
            + " account=domain domain ..., separated by commas.")
    String accounts() default "";

    @AttributeDefinition(description = "What we call ourselves to the server of a customer: a domain or an address literal.")
    String hostname() default "localhost";

    @AttributeDefinition(min = "1", max = "8", description = "Turned connections at once.")
    int turns() default 4;

    @AttributeDefinition(min = "1", max = "3600",
            description = "Seconds that the server of a customer may take for each step; twice that for a whole message.")
    int timeout() default 300;
}
