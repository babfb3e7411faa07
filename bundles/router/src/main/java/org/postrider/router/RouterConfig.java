package org.postrider.router;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Postrider router", description = "Where mail for a domain goes.")
@interface RouterConfig {

    @AttributeDefinition(description = "Server that takes all mail for other domains: host:port, brackets allowed. "
            + "Empty: the mail exchangers of the domain.")
    String smartHost() default "";

    @AttributeDefinition(description = "Exceptions, each domain=transport:destination, e.g. "
            + "old.example=discard: or *.lab.example=remote:[mail.lab.example]:25. They come before the directory.")
    String[] routes() default {};

    @AttributeDefinition(description = "How long the directory may take to answer, in seconds.", min = "1", max = "60")
    int directoryTimeout() default 10;
}
