package org.postrider.smtp.priority;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(name = "Postrider SMTP priorities", description = "MT-PRIORITY, RFC 6710.")
@interface PriorityConfig {

    @AttributeDefinition(description = "The policy by which priorities are given here, as clients are told.", options = {
        @Option(label = "they are told none", value = "off"),
        @Option(label = "of MIXER gateways", value = "MIXER"),
        @Option(label = "military messages", value = "STANAG4406"),
        @Option(label = "emergencies", value = "NSEP")})
    String policy() default "off";
}
