package org.postrider.delivery.remote;

import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.SettledDelivery;
import org.postrider.api.delivery.Transport;
import org.postrider.api.dns.Resolver;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.smtp.protocol.client.Conversation;
import org.postrider.smtp.protocol.client.Outcomes;
import org.postrider.smtp.protocol.client.RemoteDelivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mail to other servers by SMTP: to the mail exchangers of a domain, or to one server. One connection for each
 * attempt, used by the thread that calls.
 */
@Component(service = Transport.class, configurationPid = "org.postrider.delivery.remote",
        property = Transport.NAME + "=remote")
@Designate(ocd = RemoteConfig.class)
public final class RemoteTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteTransport.class);

    private final Resolver resolver;
    private volatile RemoteSettings settings;

    @Activate
    public RemoteTransport(@Reference(name = "resolver", policyOption = ReferencePolicyOption.GREEDY) Resolver resolver, RemoteConfig config) {
        this.resolver = resolver;
        settings = RemoteSettings.of(config);
    }

    /** A configuration that is not allowed changes nothing; attempts under way keep what they began with. */
    @Modified
    void modified(RemoteConfig config) {
        try {
            settings = RemoteSettings.of(config);
        } catch (IllegalArgumentException e) {
            LOG.error("org.postrider.delivery.remote.cfg is not used, what was configured before stays: {}",
                    e.getMessage());
        }
    }

    @Override
    public Delivery begin(Route route, QueuedMessage message) throws IOException {
        Target target;
        try {
            target = Target.of(route.destination());
        } catch (IllegalArgumentException e) {
            return new SettledDelivery(Outcomes.deferred(451, "4.3.5", "The route cannot be read"));
        }
        RemoteSettings now = settings;
        HostFinder finder = new HostFinder(resolver, now.hostname());
        HostFinder.Found found = finder.hosts(target);
        if (found.outcome().isPresent()) {
            return new SettledDelivery(found.outcome().get());
        }
        Connector connector = new Connector(now, finder, target.port().orElse(now.port()));
        Optional<Conversation> conversation = connector.connect(found.hosts());
        return conversation.isPresent() ? new RemoteDelivery(conversation.get(), message)
                : new SettledDelivery(connector.outcome());
    }
}
