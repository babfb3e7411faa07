package org.postrider.example.router;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Router;
import org.postrider.api.delivery.RoutingException;
import org.postrider.api.directory.Directory;
import org.postrider.api.message.Domain;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mail to elsewhere leaves by the server that the domain of its sender has; for all other mail it has no opinion. */
@Component(property = "service.ranking:Integer=100", configurationPid = "org.postrider.example.router")
@Designate(ocd = SenderRouter.Configuration.class)
public final class SenderRouter implements Router {

    /** What the administrator may set, in etc/org.postrider.example.router.cfg. */
    @ObjectClassDefinition(name = "Router example", description = "Routes mail by the domain of its sender.")
    public @interface Configuration {

        @AttributeDefinition(name = "Relays", description = "shop.example=[relay.example.net]:25, and more after commas.")
        String[] relays() default {};
    }

    private static final Logger LOG = LoggerFactory.getLogger(SenderRouter.class);
    private static final Pattern RELAY = Pattern.compile("([^=\\s]+)\\s*=\\s*(\\[[^\\[\\]\\s]+]:\\d{1,5})");

    private final Directory directory;
    private volatile Map<Domain, Route> relays;

    @Activate
    public SenderRouter(@Reference(policyOption = ReferencePolicyOption.GREEDY) Directory directory,
            Configuration configuration) {
        this.directory = directory;
        relays = read(configuration);
    }

    /** No gap, in which mail would go another way; what is not allowed changes nothing. */
    @Modified
    void modified(Configuration configuration) {
        try {
            relays = read(configuration);
        } catch (IllegalArgumentException e) {
            LOG.error("org.postrider.example.router.cfg: {}; what was configured before stays", e.getMessage());
        }
    }

    private static Map<Domain, Route> read(Configuration configuration) {
        Map<Domain, Route> relays = new HashMap<>();
        for (String relay : String.join(",", configuration.relays()).split(",")) {
            Matcher m = RELAY.matcher(relay.strip());
            if (m.matches()) {
                relays.put(new Domain(m.group(1)), new Route("remote", m.group(2)));
            } else if (!relay.isBlank()) {
                throw new IllegalArgumentException("relays: found " + relay + "; allowed is domain=[host]:port");
            }
        }
        return Map.copyOf(relays);
    }

    @Override
    public Optional<Route> route(Envelope envelope, Recipient recipient) throws RoutingException {
        Optional<Route> relay = envelope.sender().map(sender -> relays.get(sender.domain()));
        return relay.isPresent() && !isOurs(recipient.address().domain()) ? relay : Optional.empty();
    }

    private boolean isOurs(Domain domain) throws RoutingException {
        try {
            return directory.domain(domain).toCompletableFuture().get(30, TimeUnit.SECONDS).isPresent();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the directory did not say whether {} is ours: {}", domain, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RoutingException(Reply.of(451, "4.3.0", "The directory is not available"));
    }
}
