package org.postrider.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.RoutingException;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;
import org.postrider.testing.config.Configured;
import org.postrider.testing.fake.FixedDirectory;

class DirectoryRouterTest {
    private final FixedDirectory directory = new FixedDirectory().account("joe@here.test")
            .disabled("gone@here.test").alias("all@here.test", "joe@here.test", "\"a,b\"@there.test");

    private DirectoryRouter router(Map<String, Object> config) {
        return new DirectoryRouter(directory, Configured.with(RouterConfig.class, config));
    }

    private static Optional<Route> route(DirectoryRouter router, String to) throws RoutingException {
        Recipient recipient = new Recipient(Address.parse(to));
        return router.route(new Envelope(Optional.empty(), List.of(recipient)), recipient);
    }

    private String refusal(String to) {
        return catchThrowableOfType(RoutingException.class, () -> route(router(Map.of()), to)).reply().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "joe@here.test,local,joe@here.test",
        "x@there.test,remote,there.test",
        "x@[192.0.2.1],remote,[192.0.2.1]",
        "x@[IPv6:2001:DB8::1],remote,[IPv6:2001:db8::1]"})
    void routes(String to, String transport, String destination) throws RoutingException {
        assertThat(route(router(Map.of()), to)).contains(new Route(transport, destination));
    }

    @Test
    void anAliasIsRedirectedToItsTargets() throws RoutingException {
        Route route = route(router(Map.of()), "all@here.test").orElseThrow();
        assertThat(route.transport()).isEqualTo("redirect");
        assertThat(AddressList.read(route.destination()))
                .containsExactly(Address.parse("joe@here.test"), Address.parse("\"a,b\"@there.test"));
    }

    @Test
    void whoIsUnknownOrDisabledIsRefusedForGood() {
        assertThat(refusal("nobody@here.test")).startsWith("550 5.1.1");
        assertThat(refusal("gone@here.test")).startsWith("550 5.2.1");
    }

    @Test
    void aDirectoryThatFailsOrHangsMakesNobodyUnknown() {
        directory.answerWith(CompletableFuture.failedFuture(new IllegalStateException("disk")));
        assertThat(refusal("nobody@here.test")).startsWith("451 4.3.0");
        directory.answerWith(new CompletableFuture<>());
        DirectoryRouter router = router(Map.of("directoryTimeout", 1));
        assertThat(catchThrowableOfType(RoutingException.class, () -> route(router, "joe@here.test")).reply().code())
                .isEqualTo(451);
    }

    @ParameterizedTest
    @CsvSource({
        "mail.isp.test:587,[mail.isp.test]:587",
        "[mail.isp.test]:26,[mail.isp.test]:26",
        "mail.isp.test,[mail.isp.test]:25",
        "127.0.0.1:2526,[127.0.0.1]:2526",
        "[2001:DB8::1]:25,[2001:db8::1]:25",
        "[IPv6:::1]:25,[::1]:25"})
    void theSmartHostTakesAllForeignMailAndOnlyThat(String configured, String destination) throws RoutingException {
        DirectoryRouter router = router(Map.of("smartHost", configured));
        assertThat(route(router, "x@there.test")).contains(new Route("remote", destination));
        assertThat(route(router, "joe@here.test")).contains(new Route("local", "joe@here.test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b:25", "host:0", "host:65536", "host:x", "2001:db8::1:25", "[]:25", "-x:25", "a_b"})
    void refusesABadSmartHostInWords(String configured) {
        assertThatThrownBy(() -> router(Map.of("smartHost", configured)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("smartHost = " + configured);
    }

    @ParameterizedTest
    @CsvSource({
        "x@old.test,discard,''",
        "x@lab.test,remote,lab.test",
        "x@a.lab.test,remote,[10.0.0.1]:25",
        "x@b.a.lab.test,error,no",
        "joe@here.test,local,joe@here.test"})
    void theTableComesFirstAndTheLongestMatchCounts(String to, String transport, String destination)
            throws RoutingException {
        DirectoryRouter router = router(Map.of("routes", new String[] {
            "OLD.test=discard:", "*.lab.test=remote:[10.0.0.1]:25", " *.a.lab.test = error:no ", ""}));
        assertThat(route(router, to)).contains(new Route(transport, destination));
    }

    @Test
    void routesInOneLineAreSeparatedByCommas() throws RoutingException {
        DirectoryRouter router = router(Map.of("routes", new String[] {"a.test=discard:, b.test=remote:[10.0.0.1]:25,"
                + "c.test=redirect:joe@here.test,ann@here.test, "}));
        assertThat(route(router, "x@c.test")).contains(new Route("redirect", "joe@here.test,ann@here.test"));
        assertThat(route(router, "x@a.test")).contains(new Route("discard", ""));
        assertThat(route(router, "x@b.test")).contains(new Route("remote", "[10.0.0.1]:25"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "example.org=remote", "a_b=discard:", "=discard:", "*=discard:", "x=UP:y"})
    void refusesABadRouteInWords(String line) {
        assertThatThrownBy(() -> router(Map.of("routes", new String[] {line})))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("routes = " + line);
    }

    @Test
    void aChangeCountsAtOnceAndABadOneChangesNothing() throws RoutingException {
        DirectoryRouter router = router(Map.of());
        router.modified(Configured.with(RouterConfig.class, Map.of("smartHost", "isp.test:26")));
        router.modified(Configured.with(RouterConfig.class, Map.of("smartHost", "isp.test:0")));
        assertThat(route(router, "x@there.test")).contains(new Route("remote", "[isp.test]:26"));
    }

    @Test
    void refusesTwoRoutesForOneDomain() {
        assertThatThrownBy(() -> router(Map.of("routes", new String[] {"a.test=discard:", "A.test=error:"})))
                .hasMessageContaining("has a route already");
    }
}
