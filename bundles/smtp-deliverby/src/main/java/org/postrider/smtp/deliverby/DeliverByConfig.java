package org.postrider.smtp.deliverby;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Postrider SMTP DELIVERBY", description = "Delivery in time, RFC 2852.")
@interface DeliverByConfig {

    @AttributeDefinition(description = "The shortest time in seconds after which a message that is not delivered may be"
            + " returned; 0: any.", min = "0", max = "999999999")
    int minimum() default 60;
}
