package org.postrider.plugins;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What may be installed, and how long it may take. */
@ObjectClassDefinition(name = "Postrider Plugins", description = "How plugins are installed.")
public @interface PluginConfiguration {

    @AttributeDefinition(min = "1", max = "1024", description = "MiB that the file of a plugin may have.")
    int maxSize() default 64;

    @AttributeDefinition(min = "1", max = "3600", description = "Seconds in which a download has to be there.")
    int timeout() default 60;
}
