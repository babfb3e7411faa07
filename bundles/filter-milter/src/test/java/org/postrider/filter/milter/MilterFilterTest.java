package org.postrider.filter.milter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.bridge.PeerException;
import org.postrider.testing.filter.FilterHarness;

/** Sessions with a milter that answers by a script. */
class MilterFilterTest {

    private static final Action PASS = new Action.Pass();
    private static final Action REJECT = Verdict.reject(550, "5.7.1", "Command rejected").action();
    private static final String MAIL = "Subject: x\n\nbody\n";

    private final FakeMilter milter = new FakeMilter();

    @AfterEach
    void close() {
        milter.close();
    }

    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    private FilterHarness harness(MilterSettings settings) {
        return new FilterHarness(new MilterFilter(EnumSet.allOf(Stage.class), settings));
    }

    private FilterHarness harness() {
        return harness(milter.settings());
    }

    private static Verdict at(FilterHarness harness, Step step) {
        return switch (step) {
            case CONNECT -> harness.onConnect();
            case HELO -> harness.onHelo("c.example.com");
            case MAIL -> harness.helo("c.example.com").onSender();
            case RCPT -> harness.helo("c.example.com").onRecipient("bob@example.org");
            case DATA -> harness.helo("c.example.com").recipient("bob@example.org").onData();
            case HEADER, END_OF_HEADER, BODY, END -> harness.helo("c.example.com").recipient("bob@example.org").onMessage(MAIL);
        };
    }

    @Test
    void isToldEachStageOnce() {
        FilterHarness harness = harness();
        assertThat(harness.onConnect().action()).isEqualTo(PASS);
        harness.onHelo("c.example.com");
        harness.parameter("SIZE", "100").onSender();
        harness.onRecipient("bob@example.org");
        harness.recipient("bob@example.org").onData();
        assertThat(harness.onMessage(MAIL).edits()).isEmpty();
        harness.onSender();
        harness.onEnd();
        soon().untilAsserted(() -> assertThat(milter.open()).isZero());
        assertThat(milter.told()).containsExactly("O", "C [192.0.2.1]|4\u009c@192.0.2.1|", "H c.example.com|",
                "M <sender@example.com>|SIZE=100|", "R <bob@example.org>|", "T", "L Subject|x|", "N", "B body\r\n", "E",
                "M <sender@example.com>|SIZE=100|", "A", "Q");
        assertThat(milter.connections()).isEqualTo(1);
    }

    @Test
    void isToldAllAtTheEndIfItIsAskedThenOnly() {
        FilterHarness harness = harness().client("2001:db8::1").helo("c").sender("")
                .recipient("a@example.org").recipient("b@example.org");
        harness.onMessage(MAIL);
        assertThat(milter.told()).containsExactly("O", "C [2001:db8:0:0:0:0:0:1]|6\u009c@2001:db8:0:0:0:0:0:1|", "H c|", "M <>|",
                "R <a@example.org>|", "R <b@example.org>|", "T", "L Subject|x|", "N", "B body\r\n", "E");
    }

    @Test
    void isToldTheUsualMacros() {
        harness().helo("c").recipient("bob@example.org").onMessage(MAIL);
        assertThat(milter.macros(Step.CONNECT)).containsExactly("DCj|mx.example.org|_|[192.0.2.1] [192.0.2.1]|v|Postrider|"
                + "{daemon_name}|mx|{daemon_addr}|198.51.100.1|{daemon_port}|25|{if_addr}|198.51.100.1|{client_addr}|192.0.2.1|"
                + "{client_name}|[192.0.2.1]|{client_port}|40000|");
        assertThat(milter.macros(Step.HELO)).as("nothing is encrypted").isEmpty();
        assertThat(milter.macros(Step.MAIL)).containsExactly(
                "DMi|1|{mail_addr}|sender@example.com|{mail_host}|example.com|{mail_mailer}|smtp|");
        assertThat(milter.macros(Step.RCPT)).containsExactly(
                "DRi|1|{rcpt_addr}|bob@example.org|{rcpt_host}|example.org|{rcpt_mailer}|smtp|");
        assertThat(milter.macros(Step.END)).containsExactly("DEi|1|");
    }

    @Test
    void isToldNoAddressOfAClientThatHasNone() {
        harness().unixSocket().helo("c").recipient("bob@example.org").onMessage(MAIL);
        assertThat(milter.told()).contains("C localhost|U");
        assertThat(milter.macros(Step.CONNECT)).containsExactly(
                "DCj|mx.example.org|_|localhost|v|Postrider|{daemon_name}|mx|{client_name}|localhost|");
    }

    @Test
    void isToldTheMacrosThatItAsksFor() {
        milter.terms(FakeMilter.terms(6, 0x100, 0).number(0).text("{more} {unknown},r").number(2).text("j").as('O'));
        harness().recipient("bob@example.org").onMessage(MAIL);
        assertThat(milter.macros(Step.CONNECT)).containsExactly("DC{more}|value|r|SMTP|");
        assertThat(milter.macros(Step.MAIL)).containsExactly("DMj|mx.example.org|");
    }

    @Test
    void isNotToldWhatItDoesNotWant() {
        milter.terms(FakeMilter.terms(6, 0, 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x20 | 0x40 | 0x100 | 0x200).as('O'));
        FilterHarness harness = harness().helo("c").recipient("bob@example.org");
        harness.onConnect();
        harness.onMessage(MAIL);
        assertThat(milter.told()).containsExactly("O", "E");
    }

    @Test
    void isNotWaitedForWhereItDoesNotReply() {
        Stream.of(Step.values()).filter(step -> step != Step.END).forEach(milter::on);
        milter.terms(FakeMilter.terms(6, 0, 0xff080 & ~0x20000 | 0x80000).as('O'));
        assertThat(at(harness(), Step.END).action()).isEqualTo(PASS);
        assertThat(milter.told()).contains("B body\r\n", "E");
    }

    @Test
    void isShownOctetsInChunks() {
        FilterHarness harness = harness().recipient("bob@example.org");
        milter.terms(FakeMilter.terms(6, 0, 0x100000).as('O'));
        harness.onMessage("A:  \u00fc\n x\n\n" + "y".repeat(70_000));
        assertThat(milter.told()).contains("L A|  \u00c3\u00bc\n x|");
        assertThat(milter.told().stream().filter(line -> line.startsWith("B")).map(String::length)).containsExactly(65_537, 4_467);
    }

    @Test
    void mayAskForNoMoreOfABody() {
        milter.terms(FakeMilter.terms(6, 0, Flags.SKIP).as('O')).on(Step.BODY, 's');
        harness().recipient("bob@example.org").onMessage("A: b\n\n" + "y".repeat(200_000));
        assertThat(milter.told().stream().filter(line -> line.startsWith("B"))).hasSize(1);
        assertThat(milter.told()).last().isEqualTo("E");
    }

    private static Stream<Arguments> everyAnswerAtEveryStep() {
        return Stream.of(Step.values()).flatMap(step -> Stream.of(
                Arguments.of(step, new Packet('c'), "Pass[]"), Arguments.of(step, new Packet('a'), "Pass[]"),
                Arguments.of(step, new Packet('r'), "Reject[reply=550 5.7.1 Command rejected]"),
                Arguments.of(step, new Packet('t'), "Defer[reply=451 4.7.1 Service unavailable, try again later]"),
                Arguments.of(step, new Packet('d'), step == Step.RCPT ? "Pass[]" : "Discard[]"),
                Arguments.of(step, new Packet('4'), "Disconnect[reply=421 4.3.2 Closing connection]"),
                Arguments.of(step, new Packet('f'), "Disconnect[reply=421 4.4.2 Connection failed]"),
                Arguments.of(step, new Payload().text("554 5.7.9 No").as('y'), "Reject[reply=554 5.7.9 No]"),
                Arguments.of(step, new Payload().text("450 4.7.9 Later").as('y'), "Defer[reply=450 4.7.9 Later]"),
                Arguments.of(step, new Payload().text("421 4.7.9 Bye").as('y'), "Disconnect[reply=421 4.7.9 Bye]")));
    }

    @ParameterizedTest
    @MethodSource("everyAnswerAtEveryStep")
    void everyAnswerIsAVerdict(Step step, Packet answer, String action) {
        milter.on(step, new Packet('p'), new Packet('p'), answer);
        assertThat(at(harness(), step).action()).hasToString(action);
    }

    private static Stream<Arguments> everyFaultAtEveryStep() {
        List<Packet[]> faults = List.of(
                new Packet[] {new Packet('x')}, new Packet[] {new Packet('y')}, new Packet[] {new Packet('O')},
                new Packet[] {FakeMilter.HANG_UP}, new Packet[] {new Packet('c', new byte[3])},
                new Packet[] {new Packet(FakeMilter.RAW, new byte[5])},
                new Packet[] {new Packet(FakeMilter.RAW, "HTTP/1.1 400 Bad".getBytes())},
                new Packet[] {new Payload().text("250 2.0.0 Ok").as('y')},
                new Packet[] {new Packet('c'), new Packet('c'), new Packet('c')},
                new Packet[] {new Payload().text("A: b").text("c").as('h'), new Packet('c')},
                new Packet[] {new Payload().text("A").text("b\nEvil: c").as('h'), new Packet('c')},
                new Packet[] {new Payload().text("<>").as('+'), new Packet('c')});
        return Stream.of(Step.values()).flatMap(step -> faults.stream()
                .filter(fault -> fault.length < 3 || step != Step.END) // what comes after the last answer nobody reads
                .map(fault -> Arguments.of(step, fault)));
    }

    /** A failure of this message, and the next one is asked about on another connection. */
    @ParameterizedTest
    @MethodSource("everyFaultAtEveryStep")
    void everyFaultIsAFailureOfItsMessageOnly(Step step, Packet[] fault) {
        milter.on(step, fault);
        FilterHarness harness = harness();
        assertThatThrownBy(() -> {
            at(harness, step);
            at(harness, Step.END);
        }).isInstanceOf(PeerException.class).hasMessageStartingWith(milter.socket() + ": ");
        milter.on(step, 'c');
        assertThat(at(harness, Step.END).action()).isEqualTo(PASS);
        harness.onEnd();
        soon().untilAsserted(() -> assertThat(milter.open()).isZero());
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aMilterThatDoesNotAnswerIsAFailure(Step step) {
        milter.on(step);
        assertThatThrownBy(() -> at(harness(milter.settings(Duration.ofMillis(100), 5)), step))
                .hasMessage(milter.socket() + ": it does not answer in time");
    }

    @Test
    void aMilterThatIsAlwaysAtWorkIsAFailure() {
        Packet[] progress = Stream.generate(() -> new Packet('p')).limit(10_001).toArray(Packet[]::new);
        milter.on(Step.END, progress);
        assertThatThrownBy(() -> at(harness(), Step.END)).hasMessageEndingWith("more than 10000 packets");
    }

    @Test
    void aMilterThatIsNotThereIsAFailure() {
        milter.close();
        assertThatThrownBy(() -> harness().onConnect()).isInstanceOf(PeerException.class)
                .hasMessage(milter.socket() + ": Connection refused");
    }

    @Test
    void aMilterThatWasRestartedIsToldAgain() {
        FilterHarness harness = harness();
        harness.onConnect();
        harness.onHelo("c");
        harness.onSender();
        milter.hangUp();
        assertThat(harness.onRecipient("bob@example.org").action()).isEqualTo(PASS);
        assertThat(milter.connections()).isEqualTo(2);
        assertThat(milter.told()).endsWith("O", "C [192.0.2.1]|4\u009c@192.0.2.1|", "H c|", "M <sender@example.com>|",
                "R <bob@example.org>|");
    }

    @Test
    void whatItAcceptsItIsToldNoMoreOf() {
        milter.on(Step.CONNECT, 'a');
        FilterHarness harness = harness();
        harness.onConnect();
        assertThat(at(harness, Step.END).action()).isEqualTo(PASS);
        assertThat(milter.told()).hasSize(2);
    }

    @Test
    void aMessageThatItAcceptsIsTheOnlyOne() {
        milter.on(Step.MAIL, 'a');
        FilterHarness harness = harness();
        harness.onSender();
        at(harness, Step.END);
        harness.onSender();
        assertThat(milter.told()).containsExactly("O", "C [192.0.2.1]|4\u009c@192.0.2.1|", "M <sender@example.com>|",
                "H c.example.com|", "M <sender@example.com>|");
    }

    @Test
    void aConnectionThatItRefusesStaysRefused() {
        milter.on(Step.CONNECT, 'r');
        FilterHarness harness = harness();
        assertThat(harness.onConnect().action()).isEqualTo(REJECT);
        assertThat(at(harness, Step.END).action()).isEqualTo(REJECT);
    }

    @Test
    void aRecipientThatItRefusesIsTheOnlyOne() {
        milter.on(Step.RCPT, 'r');
        FilterHarness harness = harness();
        assertThat(harness.onRecipient("no@example.org").action()).isEqualTo(REJECT);
        milter.on(Step.RCPT, 'c');
        assertThat(harness.onRecipient("bob@example.org").action()).isEqualTo(PASS);
        assertThat(harness.recipient("bob@example.org").onMessage(MAIL).action()).isEqualTo(PASS);
        assertThat(milter.told().stream().filter(line -> line.startsWith("R"))).hasSize(2);
    }

    @Test
    void aMessageThatItDiscardsAtARecipientIsDiscarded() {
        milter.on(Step.RCPT, 'd');
        FilterHarness harness = harness();
        assertThat(harness.onRecipient("bob@example.org").action()).isEqualTo(PASS);
        assertThat(harness.recipient("bob@example.org").onMessage(MAIL).action()).isEqualTo(new Action.Discard());
        MilterFilter early = new MilterFilter(Set.of(Stage.RECIPIENT), milter.settings());
        assertThat(new FilterHarness(early).onRecipient("bob@example.org").action()).isEqualTo(new Action.Discard());
    }

    @Test
    void anotherClientOnTheSameConnectionIsAnotherSession() {
        FilterHarness harness = harness();
        harness.onConnect();
        harness.onSender();
        harness.client("192.0.2.9").onConnect();
        assertThat(milter.told()).endsWith("M <sender@example.com>|", "A", "K", "C [192.0.2.9]|4\u009c@192.0.2.9|");
        assertThat(milter.connections()).isEqualTo(1);
        milter.terms(FakeMilter.terms(5, 0, 0).as('O'));
        FilterHarness older = harness();
        older.onConnect();
        older.onConnect();
        assertThat(milter.connections()).as("version 5 does not know how").isEqualTo(3);
    }

    @Test
    void anIdleSessionGivesWay() {
        MilterFilter filter = new MilterFilter(EnumSet.allOf(Stage.class), milter.settings(Duration.ofSeconds(10), 2));
        List<FilterHarness> sessions = Stream.generate(() -> new FilterHarness(filter)).limit(3).toList();
        sessions.forEach(FilterHarness::onConnect);
        soon().untilAsserted(() -> assertThat(milter.open()).isEqualTo(2));
        assertThat(at(sessions.get(0), Step.END).action()).as("it is told again").isEqualTo(PASS);
        assertThat(milter.connections()).isEqualTo(4);
        sessions.forEach(FilterHarness::onEnd);
        soon().untilAsserted(() -> assertThat(milter.open()).isZero());
        assertThat(filter.sessions()).isZero();
    }

    @Test
    void aMessageThatIsTooLargeIsNotShown() {
        MilterSettings any = milter.settings();
        MilterSettings small = new MilterSettings(any.socket(), 6, any.connectTimeout(), any.commandTimeout(),
                any.endOfMessageTimeout(), any.callTime(), 10, 10, "mx", any.macros());
        assertThatThrownBy(() -> harness(small).onMessage(MAIL))
                .isInstanceOf(org.postrider.api.message.MessageLimitException.class);
    }
}
