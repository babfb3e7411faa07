package org.postrider.api.filter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Says where a {@link MailFilter} component stands in the pipeline. Each attribute becomes a service property
 * {@code mail.filter.<attribute>} and can be overridden by the administrator while mail flows.
 *
 * <p>With several services of the same name the one of the newest bundle version runs.
 */
@ComponentPropertyType
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Filter {

    /** Prefix of the service properties. */
    String PREFIX_ = "mail.filter.";

    /** Unique name: letters, digits and hyphens. Key of configuration, metrics and traces. */
    String name();

    /** The stages it takes part in; at no other is it called. */
    Stage[] stages();

    Phase phase() default Phase.GUARD;

    /** Names of filters that must run before it in the same phase. Cycles are refused. */
    String[] after() default {};

    /** Names of filters that must run after it in the same phase. */
    String[] before() default {};

    /** Roles of listeners it applies to ({@code mx}, {@code submission}, {@code lmtp}); empty means all. */
    String[] listeners() default {};

    /** How long one call may take, in milliseconds, 1 to 300,000. */
    long deadline() default 30_000;

    /** How many calls may run at once, 1 to 10,000; more wait, within their deadline. */
    int concurrency() default 8;

    FailureAction onFailure() default FailureAction.BY_PHASE;

    Mode mode() default Mode.ENFORCE;
}
