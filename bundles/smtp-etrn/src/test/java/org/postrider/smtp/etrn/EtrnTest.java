package org.postrider.smtp.etrn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.Queue;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.testing.admin.ListedQueue;
import org.postrider.testing.config.Configured;

class EtrnTest {

    private static final Client LISTED = Client.at("192.0.2.1");
    private static final Client OTHER = Client.at("198.51.100.1");
    private static final Instant LATER = Instant.parse("2040-01-01T00:00:00Z");

    private final Map<String, Object> config = new HashMap<>(Map.of("networks", "192.0.2.0/24, 2001:db8::/32"));
    private final AtomicLong time = new AtomicLong();
    private final ListedQueue queue = new ListedQueue();
    private Optional<Etrn> etrn = Optional.empty();

    @BeforeEach
    void mailWaits() {
        put(1, "joe@example.org");
        put(2, "ann@a.example.org", "bob@example.net");
        put(3, "bob@example.net");
    }

    private void put(long id, String... recipients) {
        List<Recipient> to = List.of(recipients).stream().map(it -> new Recipient(Address.parse(it))).toList();
        queue.put(new QueuedMessage(new MessageId(id), new Envelope(Optional.empty(), to), 100, Instant.EPOCH,
                new QueueState(to, 1, LATER, "451 4.7.1 Later", Optional.empty())));
    }

    private long due() {
        return queue.list(10).stream().filter(it -> it.state().nextAttempt().isBefore(LATER)).count();
    }

    private Etrn etrn() {
        if (etrn.isEmpty()) {
            etrn = Optional.of(new Etrn(Configured.with(EtrnConfig.class, config), new Pace(time::get)));
            etrn.get().queue(queue);
        }
        return etrn.get();
    }

    private String ask(Client client, String argument) {
        return etrn().run(client.session(), "ETRN", argument).toCompletableFuture().join().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, 1, '253 2.0.0 OK, 1 pending messages for node example.org started'",
        "EXAMPLE.ORG, 1, '253 2.0.0 OK, 1 pending messages for node example.org started'",
        "@example.org, 2, '253 2.0.0 OK, 2 pending messages for node @example.org started'",
        "example.net, 2, '253 2.0.0 OK, 2 pending messages for node example.net started'",
        "#All, 3, '253 2.0.0 OK, 3 pending messages for node #all started'",
        "example.com, 0, '251 2.0.0 OK, no messages waiting for node example.com'",
        "[192.0.2.9], 0, '251 2.0.0 OK, no messages waiting for node [192.0.2.9]'",
        "#none, 0, '459 4.7.1 Node #none not allowed: nothing is queued under that name here'",
        "@org, 0, '459 4.7.1 Node @org not allowed: nothing is queued under that name here'",
    })
    void startsWhatIsNamed(String argument, int messages, String reply) {
        config.put("queues", "all=@example.org example.net");
        assertThat(ask(LISTED, argument)).isEqualTo(reply);
        assertThat(due()).isEqualTo(messages);
    }

    @ParameterizedTest
    @CsvSource({
        "count, 253, 251", "waiting, 252, 251", "nothing, 250, 250"
    })
    void tellsNoMoreThanItMay(String tell, String some, String none) {
        config.put("tell", tell);
        assertThat(ask(LISTED, "example.org")).startsWith(some + " 2.0.0 OK, ").contains("node example.org");
        assertThat(ask(LISTED, "example.com")).startsWith(none + " 2.0.0 OK, ").contains("node example.com");
        assertThat(due()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "example.org x", "b\u00fccher.example", "example.org\u0000", "example.org\r"})
    void whatIsNotOneNameIsNoCommand(String argument) {
        assertThat(ask(LISTED, argument)).startsWith("500 5.5.2 Syntax: ETRN");
        assertThat(due()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "#", "@@example.org", "##x", "@#x", "#a/b", "%example.org", "a..b", ".", "joe@example.org",
        "@[192.0.2.1]", "[192.0.2.256]", "[", "-a.example"})
    void whatIsNoNodeIsABadParameter(String argument) {
        assertThat(ask(LISTED, argument)).isEqualTo("501 5.5.4 Not a domain, @domain or #queue");
        assertThat(due()).isZero();
    }

    @Test
    void strangersAreNotToldOfItAndMayNotAsk() {
        assertThat(etrn().offer(OTHER.session())).isEmpty();
        assertThat(etrn().offer(OTHER.encryptedOnly().session())).isEmpty();
        assertThat(ask(OTHER.as("joe@example.org"), "example.org")).startsWith("459 4.7.1 Node example.org not allowed: log in");
        assertThat(due()).isZero();
    }

    @Test
    void byDefaultNobodyMayAsk() {
        config.clear();
        assertThat(etrn().offer(Client.at("127.0.0.1").as("joe@example.org").session())).isEmpty();
    }

    @Test
    void whoHasLoggedInMayAskWhereThatIsAllowed() {
        config.put("loggedIn", true);
        assertThat(etrn().offer(OTHER.session())).as("cannot log in").isEmpty();
        assertThat(etrn().offer(OTHER.encryptedOnly().session())).contains("");
        assertThat(ask(OTHER.encryptedOnly(), "example.org")).startsWith("459 4.7.1 ");
        assertThat(etrn().offer(OTHER.as("joe@example.org").session())).contains("");
        assertThat(ask(OTHER.as("joe@example.org"), "example.org")).startsWith("253 ");
    }

    @Test
    void itIsNotThereInLmtp() {
        assertThat(etrn().offer(LISTED.session())).contains("");
        assertThat(etrn().offer(LISTED.in("lmtp").session())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, 253", "example.org, a.example.org, 459", "example.org, @example.org, 459",
        "@example.org, a.example.org, 253", "@example.org, @a.example.org, 253", "@example.org, @example.org, 253",
        "@a.example.org, example.org, 459", "@a.example.org, @example.org, 459", "@example.org, example.net, 459",
    })
    void domainsMayBeLimited(String domains, String argument, String code) {
        config.put("domains", domains + ", other.example");
        assertThat(ask(LISTED, argument)).startsWith(code + " ");
        assertThat(due() > 0).isEqualTo(code.equals("253"));
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, 458", "example.org, @example.org, 458", "@example.org, a.example.org, 458",
        "@example.org, example.org, 458", "@a.example.org, @example.org, 458", "#both, example.net, 458",
        "example.net, #both, 458", "example.org, a.example.org, 253", "example.org, example.net, 253",
    })
    void theSameMailIsNotStartedTwiceWithinThePauseWhoeverAsks(String first, String second, String code) {
        config.put("queues", "both=example.org example.net");
        assertThat(ask(LISTED, first)).startsWith("253 ");
        assertThat(ask(Client.at("192.0.2.2"), second)).startsWith(code + " ");
        time.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(ask(Client.at("192.0.2.2"), second)).startsWith("253 ");
    }

    @Test
    void nobodyAsksWithoutEnd() {
        config.put("perHour", 3);
        for (int i = 0; i < 3; i++) {
            assertThat(ask(Client.at("2001:db8::" + i), "n" + i + ".example")).startsWith("251 ");
        }
        assertThat(ask(Client.at("2001:db8::9"), "n9.example"))
                .isEqualTo("458 4.7.1 Unable to queue messages for node n9.example: you ask too often");
        assertThat(ask(Client.at("2001:db8:0:1::1"), "n9.example")).startsWith("251 ");
        time.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(ask(Client.at("2001:db8::9"), "n10.example")).startsWith("251 ");
    }

    @Test
    void withoutAQueueItIsTriedAgainLater() {
        etrn().queue(null);
        assertThat(ask(LISTED, "example.org")).startsWith("458 4.3.2 ");
        etrn().queue(queue);
        assertThat(ask(LISTED, "example.org")).startsWith("253 ");
    }

    @Test
    void aQueueThatFailsIsAsGoodAsNone() {
        etrn().queue((Queue) java.lang.reflect.Proxy.newProxyInstance(Queue.class.getClassLoader(), new Class<?>[] {Queue.class},
                (proxy, method, arguments) -> {
                    throw new IllegalStateException("there is no spool");
                }));
        assertThat(ask(LISTED, "example.org")).startsWith("458 4.3.0 ");
    }

    @Test
    void aConfigurationThatIsNotAllowedChangesNothing() {
        assertThat(ask(LISTED, "example.com")).startsWith("251 ");
        etrn().modified(Configured.with(EtrnConfig.class, Map.of("networks", "nonsense")));
        assertThat(etrn().offer(LISTED.session())).contains("");
        etrn().modified(Configured.with(EtrnConfig.class, Map.of("networks", "")));
        assertThat(etrn().offer(LISTED.session())).isEmpty();
    }

    @Test
    void theLongestNameFitsAReply() {
        String label = "a".repeat(63);
        String name = label + "." + label + "." + label + "." + "a".repeat(61);
        Predicate<String> told = reply -> reply.contains(new Domain(name).name());
        assertThat(ask(LISTED, "@" + name)).startsWith("251 ").matches(told);
        assertThat(ask(LISTED, "@" + name)).startsWith("458 ").matches(told);
    }
}
