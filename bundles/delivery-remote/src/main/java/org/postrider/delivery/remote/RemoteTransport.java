package org.postrider.delivery.remote;

import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Transport;
import org.postrider.api.dns.Resolver;
import org.postrider.api.queue.QueuedMessage;

/**
 * Hands mail to other servers by SMTP: to the mail exchangers of a domain, or to one server. One connection for each
 * attempt, used by the thread that calls.
 */
@Component(service = Transport.class, configurationPid = "org.postrider.delivery.remote",
        property = Transport.NAME + "=remote")
@Designate(ocd = RemoteConfig.class)
public final class RemoteTransport implements Transport {
    private final RemoteSettings settings;
    private final HostFinder finder;

    @Activate
    public RemoteTransport(@Reference(name = "resolver") Resolver resolver, RemoteConfig config) {
        settings = RemoteSettings.of(config);
        finder = new HostFinder(resolver, settings.hostname());
    }

    @Override
    public Delivery begin(Route route, QueuedMessage message) throws IOException {
        Target target;
        try {
            target = Target.of(route.destination());
        } catch (IllegalArgumentException e) {
            return new SettledDelivery(Outcomes.deferred(451, "4.3.5", "The route cannot be read"));
        }
        HostFinder.Found found = finder.hosts(target);
        if (found.outcome().isPresent()) {
            return new SettledDelivery(found.outcome().get());
        }
        Connector connector = new Connector(settings, finder, target.port().orElse(settings.port()));
        Optional<Conversation> conversation = connector.connect(found.hosts());
        return conversation.isPresent() ? new RemoteDelivery(conversation.get(), message)
                : new SettledDelivery(connector.outcome());
    }
}
