package org.postrider.smtp.futurerelease;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Postrider SMTP FUTURERELEASE", description = "Messages that are sent later, RFC 4865.")
@interface FutureReleaseConfig {

    @AttributeDefinition(description = "How many days a message may wait until it is sent.", min = "1", max = "365")
    int maximum() default 30;
}
