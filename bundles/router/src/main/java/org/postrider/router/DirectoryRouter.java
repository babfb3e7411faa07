package org.postrider.router;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Router;
import org.postrider.api.delivery.RoutingException;
import org.postrider.api.directory.Directory;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The router of the platform: a table of exceptions, then the directory, then the smart host or the mail exchangers of
 * the recipient's domain. A directory that does not answer makes a recipient wait, never unknown.
 */
@Component(service = Router.class, configurationPid = "org.postrider.router")
@Designate(ocd = RouterConfig.class)
public final class DirectoryRouter implements Router {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryRouter.class);

    private record Settings(RouteTable table, Optional<Route> smartHost, int timeout) {
        static Settings of(RouterConfig config) {
            int timeout = config.directoryTimeout();
            if (timeout < 1 || timeout > 60) {
                throw new IllegalArgumentException("directoryTimeout = " + timeout + ": allowed is 1 to 60");
            }
            return new Settings(new RouteTable(config.routes()), SmartHost.read(config.smartHost()), timeout);
        }
    }

    private final Directory directory;
    private volatile Settings settings;

    @Activate
    public DirectoryRouter(
            @Reference(name = "directory", policyOption = ReferencePolicyOption.GREEDY) Directory directory,
            RouterConfig config) {
        this.directory = directory;
        settings = Settings.of(config);
    }

    /** A configuration that is not allowed changes nothing. */
    @Modified
    void modified(RouterConfig config) {
        try {
            settings = Settings.of(config);
        } catch (IllegalArgumentException e) {
            LOG.error("org.postrider.router.cfg is not used, what was configured before stays: {}", e.getMessage());
        }
    }

    @Override
    public Optional<Route> route(Envelope envelope, Recipient recipient) throws RoutingException {
        Address address = recipient.address();
        Optional<Route> exception = settings.table().find(address.domain());
        return exception.isPresent() ? exception : Optional.of(route(address, resolve(address)));
    }

    private Resolution resolve(Address address) throws RoutingException {
        try {
            return directory.resolve(address).toCompletableFuture().get(settings.timeout(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the directory did not resolve <{}>: {}", address, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RoutingException(Reply.of(451, "4.3.0", "The directory is not available"));
    }

    private Route route(Address address, Resolution resolution) throws RoutingException {
        if (resolution instanceof Resolution.Mailbox mailbox) {
            if (!mailbox.account().enabled()) {
                throw new RoutingException(Reply.of(550, "5.2.1", "The mailbox is disabled"));
            }
            return new Route("local", mailbox.account().address().toString());
        }
        if (resolution instanceof Resolution.Alias alias) {
            return new Route("redirect", AddressList.write(alias.targets()), Map.of());
        }
        if (resolution instanceof Resolution.Unknown) {
            throw new RoutingException(Reply.of(550, "5.1.1", "No such user here"));
        }
        return foreign(address.domain());
    }

    private Route foreign(Domain domain) {
        return settings.smartHost().orElseGet(() -> new Route("remote", domain.name()));
    }
}
