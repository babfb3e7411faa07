package org.postrider.filter.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(name = "Postrider HTTP hook", description = "A program that is asked over HTTP, in JSON, as a filter. A"
        + " change counts for new sessions.")
@interface HookConfiguration {

    @AttributeDefinition(description = "Name of the filter. Empty: http- and what follows the dash in the name of the file.")
    String name() default "";

    @AttributeDefinition(description = "Where the program is asked: an https URL, or http of this machine.")
    String url() default "";

    @AttributeDefinition(description = "Whether url may be http of another machine, so that mail and passwords are sent in"
            + " clear text.")
    boolean allowClearText() default false;

    @AttributeDefinition(required = false, description = "Name to log in with (Basic).")
    String user() default "";

    @AttributeDefinition(required = false, description = "Password for that name, e.g. $[secret:hook].",
            type = AttributeType.PASSWORD)
    String _password() default "";

    @AttributeDefinition(required = false, description = "Token to log in with (Bearer), in place of a name and a password.",
            type = AttributeType.PASSWORD)
    String _token() default "";

    @AttributeDefinition(description = "Where among the filters it stands: guard with those that refuse, rewrite with those"
            + " that change.", options = {
                @Option(value = "guard"), @Option(value = "decide"), @Option(value = "rewrite")})
    String phase() default "guard";

    @AttributeDefinition(description = "When it is asked, separated by commas: connect, helo, sender, recipient, message.")
    String stages() default "message";

    @AttributeDefinition(required = false, description = "Roles of the listeners whose mail it sees, separated by commas;"
            + " empty means all.")
    String listeners() default "";

    @AttributeDefinition(min = "1", max = "60", description = "Seconds in which it must accept a connection.")
    int connectTimeout() default 5;

    @AttributeDefinition(min = "1", max = "300", description = "Seconds in which all of its answer must be there.")
    int deadline() default 30;

    @AttributeDefinition(min = "1", max = "10000", description = "Questions at once; more wait for their turn.")
    int concurrency() default 8;

    @AttributeDefinition(min = "0", max = "67108864", description = "Octets of the largest message that is sent whole.")
    int maxBytes() default 1_048_576;

    @AttributeDefinition(description = "What is done with a larger message: headers sends its header only, failure counts as a"
            + " failure of the filter.", options = {@Option(value = "headers"), @Option(value = "failure")})
    String largeMessages() default "headers";

    @AttributeDefinition(min = "1024", max = "67108864", description = "Octets of the largest answer.")
    int maxAnswer() default 1_048_576;

    @AttributeDefinition(description = "What it is told that we are called.")
    String hostname() default "localhost";
}
