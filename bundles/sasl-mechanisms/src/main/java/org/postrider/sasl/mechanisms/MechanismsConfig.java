package org.postrider.sasl.mechanisms;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Postrider SASL mechanisms", description = "Which ways to log in are offered.")
@interface MechanismsConfig {

    @AttributeDefinition(description = "Whether SCRAM-SHA-256-PLUS is offered, bound to the certificate by"
            + " tls-server-end-point. Clients of GNU SASL (mutt, msmtp) choose it by themselves, know other bindings only,"
            + " and then cannot log in.")
    boolean channelBinding() default false;
}
