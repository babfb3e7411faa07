package org.postrider.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.dns.Answer;
import org.postrider.api.dns.Answer.Status;
import org.postrider.api.dns.MxRecord;
import org.postrider.testing.config.Configured;
import org.postrider.testing.dns.FakeDns;
import org.postrider.testing.dns.Query;

@Timeout(60)
class DnsResolverTest {
    private final FakeDns dns = new FakeDns();
    private DnsResolver resolver = resolver(Map.of());

    private DnsResolver resolver(Map<String, Object> config) {
        Map<String, Object> all = new HashMap<>(Map.of("servers", new String[] {dns.server()}, "timeout", 1_500,
                "tryTimeout", 500, "hostsFile", false));
        all.putAll(config);
        return new DnsResolver(Configured.with(DnsConfig.class, all));
    }

    @AfterEach
    void close() {
        resolver.close();
        dns.close();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void exchangersComeByPreferenceInLowerCaseWithoutDot() throws Exception {
        dns.mx("example.test", 20, "B.example.test").mx("example.test", 10, "a.example.test");
        Answer<MxRecord> answer = get(resolver.mx("Example.TEST"));
        assertThat(answer.status()).isEqualTo(Status.FOUND);
        assertThat(answer.records())
                .containsExactly(new MxRecord(10, "a.example.test"), new MxRecord(20, "b.example.test"));
        assertThat(answer.ttl()).isBetween(Duration.ofSeconds(290), Duration.ofSeconds(300));
    }

    @Test
    void equalPreferencesComeInRandomOrder() throws Exception {
        for (int i = 0; i < 6; i++) {
            dns.mx("example.test", 10, "h" + i + ".test");
        }
        Set<List<MxRecord>> orders = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            orders.add(get(resolver.mx("example.test")).records());
        }
        assertThat(orders).hasSizeGreaterThan(10);
        assertThat(dns.queries()).hasSize(1);
    }

    @Test
    void theNullExchangerIsToldApart() throws Exception {
        dns.mx("nomail.test", 0, "");
        assertThat(get(resolver.mx("nomail.test")).records()).singleElement().matches(MxRecord::isNull);
    }

    @Test
    void addressesOfBothKinds() throws Exception {
        dns.address("host.test", "192.0.2.1").address("host.test", "2001:db8::1");
        assertThat(get(resolver.addresses("host.test")).records()).containsExactly(
                InetAddress.getByName("2001:db8::1"), InetAddress.getByName("192.0.2.1"));
    }

    @Test
    void aliasesAreFollowedAndALoopFails() throws Exception {
        dns.alias("www.test", "real.test").address("real.test", "192.0.2.7").alias("x.test", "y.test")
                .alias("y.test", "x.test");
        assertThat(get(resolver.addresses("www.test")).records()).hasSize(1);
        assertThat(get(resolver.mx("x.test")).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void stringsOfATextAreJoinedAndALongOneComesOverTcp() throws Exception {
        dns.txt("spf.test", "v=spf1 ", "-all").txt("big.test", "x".repeat(255), "y".repeat(255), "z".repeat(255),
                "x".repeat(255), "y".repeat(255), "z".repeat(255));
        assertThat(get(resolver.txt("spf.test")).records()).containsExactly("v=spf1 -all");
        assertThat(get(resolver.txt("big.test")).records()).singleElement()
                .satisfies(t -> assertThat(t).hasSize(6 * 255));
        assertThat(dns.queries()).anyMatch(Query::tcp);
    }

    @Test
    void namesOfAnAddress() throws Exception {
        dns.pointer("1.2.0.192.in-addr.arpa", "Host.test");
        assertThat(get(resolver.names(InetAddress.getByName("192.0.2.1"))).records()).containsExactly("host.test");
    }

    @Test
    void noDataAndNoSuchNameAreToldApart() throws Exception {
        dns.txt("there.test", "x");
        assertThat(get(resolver.mx("there.test")).status()).isEqualTo(Status.NO_DATA);
        assertThat(get(resolver.addresses("there.test")).status()).isEqualTo(Status.NO_DATA);
        assertThat(get(resolver.mx("nowhere.test")).status()).isEqualTo(Status.NO_SUCH_NAME);
        assertThat(get(resolver.addresses("nowhere.test")).status()).isEqualTo(Status.NO_SUCH_NAME);
    }

    @Test
    void failureAndSilenceSayNothingAboutTheName() throws Exception {
        dns.mx("fail.test", 1, "a.test").fail("fail.test").blackHole("silent.test");
        long start = System.nanoTime();
        assertThat(get(resolver.mx("fail.test")).status()).isEqualTo(Status.FAILED);
        assertThat(get(resolver.mx("silent.test")).status()).isEqualTo(Status.FAILED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2_500));
    }

    @Test
    void oneServerThatFailsIsNoFailure() throws Exception {
        try (FakeDns broken = new FakeDns()) {
            broken.fail("example.test");
            dns.mx("example.test", 1, "a.test");
            resolver = resolver(Map.of("servers", new String[] {broken.server(), dns.server()}));
            assertThat(get(resolver.mx("example.test")).isFound()).isTrue();
        }
    }

    @Test
    void answersAreRememberedForTheirTtl() throws Exception {
        dns.ttl(1).mx("short.test", 1, "a.test").ttl(300).mx("long.test", 1, "a.test").ttl(0).mx("zero.test", 1, "a.test");
        for (String name : List.of("short.test", "long.test", "zero.test")) {
            get(resolver.mx(name));
            get(resolver.mx(name));
        }
        assertThat(count("short.test")).isEqualTo(1);
        assertThat(count("long.test")).isEqualTo(1);
        assertThat(count("zero.test")).isEqualTo(2);
    }

    private long count(String name) {
        return dns.queries().stream().filter(q -> q.name().equals(name)).count();
    }

    @Test
    void equalQuestionsAtTheSameTimeAreSentOnce() throws Exception {
        dns.mx("slow.test", 1, "a.test").delay("slow.test", Duration.ofMillis(200));
        List<CompletableFuture<Answer<MxRecord>>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(resolver.mx("slow.test").toCompletableFuture());
        }
        for (CompletableFuture<Answer<MxRecord>> one : all) {
            assertThat(get(one).isFound()).isTrue();
        }
        assertThat(dns.queries()).hasSize(1);
    }

    @Test
    void everyQueryHasItsOwnIdAndPort() throws Exception {
        for (int i = 0; i < 200; i++) {
            get(resolver.mx("n" + i + ".test"));
        }
        Set<Integer> ids = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        for (Query query : dns.queries()) {
            ids.add(query.id());
            ports.add(((InetSocketAddress) query.client()).getPort());
        }
        assertThat(ids).hasSizeGreaterThan(190);
        assertThat(ports).hasSizeGreaterThan(180);
    }

    @Test
    void forgedRepliesAreNotBelieved() throws Exception {
        dns.address("bank.test", "192.0.2.1").forge((query, reply) -> {
            byte[] evil = reply.clone();
            System.arraycopy(new byte[] {6, 6, 6, 6}, 0, evil, evil.length - 4, 4);
            byte[] otherName = evil.clone();
            otherName[13] ^= 1; // the question
            List<byte[]> forged = new ArrayList<>(List.of(otherName));
            for (int i = 1; i < 200; i++) {
                byte[] wrongId = evil.clone();
                ByteBuffer.wrap(wrongId).putShort((short) (query.id() + i));
                forged.add(wrongId);
            }
            return forged;
        });
        assertThat(get(resolver.addresses("bank.test")).records())
                .doesNotContain(InetAddress.getByName("6.6.6.6"));
    }

    @Test
    void lettersOutsideAsciiAreConverted() throws Exception {
        dns.mx("xn--mller-kva.test", 1, "a.test");
        assertThat(get(resolver.mx("müller.test")).isFound()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", "a b.test", "a\\046b.test", "a\r\nb.test", "a\0.test", "@", "\"x\".test"})
    void whatIsNoNameDoesNotExistAndIsNotAsked(String name) throws Exception {
        assertThat(get(resolver.mx(name)).status()).isEqualTo(Status.NO_SUCH_NAME);
        assertThat(get(resolver.mx("l".repeat(64) + ".test")).status()).isEqualTo(Status.NO_SUCH_NAME);
        assertThat(get(resolver.mx("label.".repeat(50) + "test")).status()).isEqualTo(Status.NO_SUCH_NAME);
        assertThat(dns.queries()).isEmpty();
    }

    @Test
    void aValidatingServerOnThisMachineIsBelieved() throws Exception {
        dns.mx("plain.test", 1, "a.test");
        assertThat(get(resolver.mx("plain.test")).authenticated()).isFalse();
        dns.authenticated(true).mx("signed.test", 1, "a.test");
        assertThat(get(resolver.mx("signed.test")).authenticated()).isTrue();
    }

    @Test
    void aChangeCountsAtOnceAndABadOneChangesNothing() throws Exception {
        try (FakeDns other = new FakeDns()) {
            dns.mx("example.test", 1, "old.test");
            other.mx("example.test", 1, "new.test");
            get(resolver.mx("example.test"));
            resolver.modified(Configured.with(DnsConfig.class, Map.of("servers", new String[] {other.server()})));
            resolver.modified(Configured.with(DnsConfig.class, Map.of("servers", new String[] {"nonsense"})));
            assertThat(get(resolver.mx("example.test")).records()).containsExactly(new MxRecord(1, "new.test"));
        }
    }

    @Test
    void localhostNeedsNoServer() throws Exception {
        resolver = resolver(Map.of("hostsFile", true));
        assertThat(get(resolver.addresses("localhost")).records()).allMatch(InetAddress::isLoopbackAddress);
        assertThat(dns.queries()).isEmpty();
    }

    @Test
    void theCacheIsBounded() {
        AnswerCache cache = new AnswerCache(100, System::nanoTime);
        for (int i = 0; i < 1_000; i++) {
            cache.keep(Question.of("n" + i + ".test", 1).orElseThrow(), Outcome.NO_SUCH_NAME);
        }
        assertThat(cache.size()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:5353,5353", "127.0.0.1,53", "[::1]:54,54", "::1,53"})
    void readsServers(String text, int port) {
        assertThat(ServerList.of(text)).singleElement().matches(a -> a.getPort() == port && !a.isUnresolved());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns.example.org", "127.0.0.1:0", "127.0.0.1:65536", "1.2.3", "300.1.1.1", "::1:x", "[::1"})
    void refusesBadServersInWords(String text) {
        assertThatThrownBy(() -> ServerList.of(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("servers = " + text);
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> resolver(Map.of("timeout", 99))).hasMessageContaining("timeout = 99");
        assertThatThrownBy(() -> resolver(Map.of("cacheEntries", -1))).hasMessageContaining("cacheEntries = -1");
    }
}
