package org.postrider.example.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.RoutingException;
import org.postrider.api.directory.Account;
import org.postrider.api.directory.Directory;
import org.postrider.api.directory.DomainInfo;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;
import org.postrider.testing.config.Configured;
import org.postrider.testing.fake.FixedDirectory;

class SenderRouterTest {

    private static final Route SHOP = new Route("remote", "[relay.example.net]:25");

    private final SenderRouter router = router("shop.example=[relay.example.net]:25, Office.example = [2001:db8::1]:2525");

    private static SenderRouter router(String relays) {
        return new SenderRouter(FixedDirectory.localhost(), configuration(relays));
    }

    private static SenderRouter.Configuration configuration(String... relays) {
        return Configured.with(SenderRouter.Configuration.class, Map.of("relays", relays));
    }

    private Optional<Route> route(String sender, String recipient) throws RoutingException {
        return route(router, sender, recipient);
    }

    private static Optional<Route> route(SenderRouter router, String sender, String recipient) throws RoutingException {
        Recipient to = new Recipient(Address.parse(recipient));
        Optional<Address> from = Optional.of(sender).filter(it -> !it.isEmpty()).map(Address::parse);
        return router.route(new Envelope(from, List.of(to)), to);
    }

    @Test
    void mailLeavesByTheRelayOfItsSender() throws RoutingException {
        assertThat(route("ann@shop.example", "joe@elsewhere.test")).contains(SHOP);
        assertThat(route("ann@SHOP.example", "joe@elsewhere.test")).contains(SHOP);
        assertThat(route("bob@office.example", "joe@elsewhere.test")).contains(new Route("remote", "[2001:db8::1]:2525"));
    }

    @Test
    void forAllOtherMailItHasNoOpinion() throws RoutingException {
        assertThat(route("ann@other.example", "joe@elsewhere.test")).isEmpty();
        assertThat(route("ann@sub.shop.example", "joe@elsewhere.test")).isEmpty();
        assertThat(route("", "joe@elsewhere.test")).isEmpty();
        assertThat(route("ann@shop.example", "postmaster@localhost")).isEmpty();
        assertThat(route(router(""), "ann@shop.example", "joe@elsewhere.test")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.example", "shop.example=relay:25", "=[relay]:25", "a..b=[relay]:25", "shop.example=[relay]:x"})
    void whatIsNotAllowedIsSaidAndChangesNothing(String relays) throws RoutingException {
        assertThatThrownBy(() -> router(relays)).isInstanceOf(IllegalArgumentException.class);
        router.modified(configuration(relays));
        assertThat(route("ann@shop.example", "joe@elsewhere.test")).contains(SHOP);
    }

    @Test
    void aChangeCountsAtOnce() throws RoutingException {
        router.modified(configuration());
        assertThat(route("ann@shop.example", "joe@elsewhere.test")).isEmpty();
    }

    @Test
    void whileTheDirectoryCannotSayMailWaits() {
        SenderRouter waiting = new SenderRouter(new Silent(), configuration("shop.example=[relay.example.net]:25"));
        assertThatThrownBy(() -> route(waiting, "ann@shop.example", "joe@elsewhere.test"))
                .isInstanceOfSatisfying(RoutingException.class, e -> assertThat(e.reply().code()).isEqualTo(451));
    }

    private static final class Silent implements Directory {
        @Override
        public CompletionStage<Optional<DomainInfo>> domain(Domain domain) {
            return CompletableFuture.failedFuture(new IllegalStateException("not now"));
        }

        @Override
        public CompletionStage<Resolution> resolve(Address address) {
            return CompletableFuture.failedFuture(new IllegalStateException("not now"));
        }

        @Override
        public List<DomainInfo> domains() {
            return List.of();
        }

        @Override
        public List<Account> accounts(Domain domain) {
            return List.of();
        }
    }
}
