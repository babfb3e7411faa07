package org.postrider.chaos;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.propertytypes.ServiceRanking;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postrider.api.dns.Answer;
import org.postrider.api.dns.MxRecord;
import org.postrider.api.dns.Resolver;

/** A DNS that knows nothing, in the place of the server's own. There is none without a configuration. */
@Component(configurationPid = "org.postrider.chaos.dns", configurationPolicy = ConfigurationPolicy.REQUIRE)
@ServiceRanking(1_000)
@Designate(ocd = ChaosResolver.Settings.class, factory = true)
public final class ChaosResolver implements Resolver {

    private static final int LONGEST = 600_000;

    /** What it says. */
    @ObjectClassDefinition(name = "Postrider Chaos: DNS", description = "A DNS that knows nothing.")
    public @interface Settings {

        @AttributeDefinition(description = "What it answers: failed, as for SERVFAIL or no answer at all, no-such-name or no-data.")
        String answer() default "failed";

        @AttributeDefinition(min = "0", max = "600000", description = "Milliseconds until it answers.")
        int latency() default 0;
    }

    private final Answer.Status status;
    private final int latency;

    /** @throws IllegalArgumentException if a setting is not allowed; the message says what is */
    @Activate
    public ChaosResolver(Settings settings) {
        this.status = status(settings.answer());
        this.latency = Range.check("latency", settings.latency(), 0, LONGEST);
    }

    private static Answer.Status status(String name) {
        List<Answer.Status> all = List.of(Answer.Status.FAILED, Answer.Status.NO_SUCH_NAME, Answer.Status.NO_DATA);
        return all.stream().filter(status -> word(status).equals(name)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("answer is \"" + name + "\", allowed is one of "
                        + all.stream().map(ChaosResolver::word).collect(Collectors.joining(", "))));
    }

    private static String word(Answer.Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private <T> CompletionStage<Answer<T>> answer() {
        Answer<T> nothing = new Answer<>(status, List.of(), false, Duration.ZERO);
        return latency == 0 ? CompletableFuture.completedFuture(nothing) : CompletableFuture.supplyAsync(() -> nothing,
                CompletableFuture.delayedExecutor(latency, TimeUnit.MILLISECONDS));
    }

    @Override
    public CompletionStage<Answer<MxRecord>> mx(String domain) {
        return answer();
    }

    @Override
    public CompletionStage<Answer<InetAddress>> addresses(String host) {
        return answer();
    }

    @Override
    public CompletionStage<Answer<String>> txt(String name) {
        return answer();
    }

    @Override
    public CompletionStage<Answer<String>> names(InetAddress address) {
        return answer();
    }
}
