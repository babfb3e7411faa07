package org.postrider.chaos;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postrider.api.filter.Filter;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A filter that is slow, or fails as its configuration says. There is none without a configuration. */
@Component(service = MailFilter.class, configurationPid = "org.postrider.chaos.filter",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Filter(name = "chaos", stages = {Stage.CONNECT, Stage.HELO, Stage.SENDER, Stage.RECIPIENT, Stage.DATA, Stage.MESSAGE, Stage.END})
@Designate(ocd = ChaosFilter.Settings.class, factory = true)
public final class ChaosFilter implements MailFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ChaosFilter.class);
    private static final int LONGEST = 600_000;

    /** How it fails. */
    @ObjectClassDefinition(name = "Postrider Chaos: a filter", description = "A filter that is slow or fails.")
    public @interface Settings {

        @AttributeDefinition(description = "What happens in place of an answer: pass for none of it, runtime-exception, "
                + "checked-exception, interrupted, assertion, no-class, linkage, stack-overflow, null, hang, or each "
                + "for one after another of those that end at once.")
        String fault() default "pass";

        @AttributeDefinition(required = false, description = "Stages at which it happens, separated by commas; all if empty.")
        String stages() default "";

        @AttributeDefinition(min = "0", max = "600000", description = "Milliseconds that each call at these stages takes first.")
        int latency() default 0;

        @AttributeDefinition(min = "1", max = "100", description = "In how many calls of a hundred it happens.")
        int share() default 100;
    }

    private record Plan(Fault fault, Set<Stage> stages, int latency, int share) {

        static Plan of(Settings settings) {
            return new Plan(Fault.of(settings.fault()), stages(settings.stages()),
                    Range.check("latency", settings.latency(), 0, LONGEST), Range.check("share", settings.share(), 1, 100));
        }

        private static Set<Stage> stages(String names) {
            Set<Stage> stages = EnumSet.noneOf(Stage.class);
            for (String name : names.isBlank() ? new String[0] : names.split(",")) {
                stages.add(stage(name.strip()));
            }
            return stages.isEmpty() ? EnumSet.allOf(Stage.class) : stages;
        }

        private static Stage stage(String name) {
            return Arrays.stream(Stage.values()).filter(stage -> stage.name().equals(name)).findFirst().orElseThrow(() ->
                    new IllegalArgumentException("stages has \"" + name + "\", allowed are "
                            + Arrays.stream(Stage.values()).map(Stage::name).collect(Collectors.joining(", "))));
        }

        boolean concerns(Stage stage) {
            return stages.contains(stage) && ThreadLocalRandom.current().nextInt(100) < share;
        }
    }

    private final AtomicInteger turn = new AtomicInteger();
    private volatile Plan plan;

    /** @throws IllegalArgumentException if a setting is not allowed; the message says what is */
    @Activate
    public ChaosFilter(Settings settings) {
        plan = Plan.of(settings);
    }

    /** A setting that is not allowed changes nothing. */
    @Modified
    void modified(Settings settings) {
        try {
            plan = Plan.of(settings);
        } catch (IllegalArgumentException e) {
            LOG.error("org.postrider.chaos.filter: {}; nothing is changed", e.getMessage());
        }
    }

    private Verdict answer(Stage stage) {
        Plan now = plan;
        if (!now.concerns(stage)) {
            return Verdict.pass();
        }
        Pause.of(now.latency());
        Fault fault = now.fault().next(turn.getAndIncrement());
        fault.occur();
        return fault.isNull() ? null : Verdict.pass();
    }

    @Override
    public Verdict onConnect(Session session) {
        return answer(Stage.CONNECT);
    }

    @Override
    public Verdict onHelo(Session session, String name) {
        return answer(Stage.HELO);
    }

    @Override
    public Verdict onSender(Transaction transaction, Optional<Address> sender) {
        return answer(Stage.SENDER);
    }

    @Override
    public Verdict onRecipient(Transaction transaction, Recipient recipient) {
        return answer(Stage.RECIPIENT);
    }

    @Override
    public Verdict onData(Transaction transaction) {
        return answer(Stage.DATA);
    }

    @Override
    public Verdict onMessage(Transaction transaction, Message message) {
        return answer(Stage.MESSAGE);
    }

    @Override
    public void onEnd(Session session) {
        answer(Stage.END);
    }
}
