package org.postrider.plugins;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What may be installed, and how long it may take. */
@ObjectClassDefinition(name = "Postrider Plugins", description = "How plugins are installed.")
public @interface PluginConfiguration {

    @AttributeDefinition(min = "1", max = "1024", description = "MiB that the file of a plugin may have.")
    int maxSize() default 64;

    @AttributeDefinition(min = "1", max = "3600", description = "Seconds in which a download has to be there.")
    int timeout() default 60;

    @AttributeDefinition(min = "1", max = "600",
            description = "Seconds in which a plugin that was started has to work; else it is taken back.")
    int startTimeout() default 10;

    @AttributeDefinition(min = "0", max = "86400",
            description = "Seconds that sessions may go on with a version that was replaced or removed.")
    int drain() default 300;

    @AttributeDefinition(description = "Jars in deploy/ that etc/plugins.lock does not have.", options = {
        @Option(label = "start like others", value = "off"),
        @Option(label = "start, and the log says so", value = "warn"),
        @Option(label = "do not start", value = "enforce")})
    String lock() default "warn";
}
