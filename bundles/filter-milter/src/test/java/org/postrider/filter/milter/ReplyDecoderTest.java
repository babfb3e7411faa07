package org.postrider.filter.milter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.smtp.Reply;
import org.postrider.bridge.PeerException;

class ReplyDecoderTest {

    private static Payload texts(String... texts) {
        Payload payload = new Payload();
        List.of(texts).forEach(payload::text);
        return payload;
    }

    private static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(texts("A", "b").as('h'), new Amendment.AddHeader("A", "b")),
                Arguments.of(new Payload().number(3).text("A").text("b").as('i'), new Amendment.InsertHeader(3, "A", "b")),
                Arguments.of(new Payload().number(2).text("A").text("").as('m'), new Amendment.ChangeHeader(2, "A", "")),
                Arguments.of(texts("<a@b>").as('e'), new Amendment.ChangeSender("<a@b>", "")),
                Arguments.of(texts("<a@b>", "SIZE=1").as('e'), new Amendment.ChangeSender("<a@b>", "SIZE=1")),
                Arguments.of(texts("a@b").as('+'), new Amendment.AddRecipient("a@b")),
                Arguments.of(texts("a@b").as('2'), new Amendment.AddRecipientWithParameters("a@b", "")),
                Arguments.of(texts("a@b", "NOTIFY=NEVER").as('2'),
                        new Amendment.AddRecipientWithParameters("a@b", "NOTIFY=NEVER")),
                Arguments.of(texts("a@b").as('-'), new Amendment.RemoveRecipient("a@b")),
                Arguments.of(texts("bad").as('q'), new Amendment.Quarantine("bad")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void readsEachChange(Packet packet, Amendment change) {
        assertThat(ReplyDecoder.decode(packet)).isEqualTo(change);
    }

    /** Each prefix of a change is a fault, unless what is left out may be left out. */
    @ParameterizedTest
    @MethodSource("changes")
    void aChangeThatIsCutOffIsAFault(Packet packet, Amendment change) {
        for (int length = 0; length < packet.payload().length; length++) {
            Packet cut = new Packet(packet.type(), java.util.Arrays.copyOf(packet.payload(), length));
            try {
                assertThat(ReplyDecoder.decode(cut)).isInstanceOfAny(
                        Amendment.ChangeSender.class, Amendment.AddRecipientWithParameters.class);
            } catch (PeerException e) {
                assertThat(e.getMessage()).contains(" ends within a ");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Disposition.class)
    void readsEachLetter(Disposition disposition) {
        assertThat(ReplyDecoder.decode(new Packet(disposition.type()))).isEqualTo(disposition);
        assertThatThrownBy(() -> ReplyDecoder.decode(new Packet(disposition.type(), new byte[1])))
                .isInstanceOf(PeerException.class).hasMessageContaining("octets too many");
    }

    @Test
    void textIsUtf8OrOctets() {
        assertThat(ReplyDecoder.decode(texts("S", "grün").as('h'))).isEqualTo(new Amendment.AddHeader("S", "grün"));
        Packet latin = new Payload().text("S").text(new byte[] {'g', 'r', (byte) 0xfc, 'n'}).as('h');
        assertThat(ReplyDecoder.decode(latin)).isEqualTo(new Amendment.AddHeader("S", "grün"));
    }

    @ParameterizedTest
    @ValueSource(chars = {'O', 'x', '\0', 'l', (char) 255})
    void whatIsNoReplyIsAFault(char type) {
        assertThatThrownBy(() -> ReplyDecoder.decode(new Packet(type))).isInstanceOf(PeerException.class)
                .hasMessageContaining("which is no reply");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "550 5.7.1 No; 550 5.7.1 No", "451 4.7.1 100%% sure; 451 4.7.1 100% sure", "550 No; 550 No", "421 4.3.2 Bye; 421 4.3.2 Bye",
        "554; '554 '", "550 5.7.1; '550 5.7.1 '", "550 5.7.1 grün; 550 5.7.1 gr?n"})
    void readsARefusal(String text, String reply) {
        assertThat(ReplyText.parse(text)).hasToString(reply);
    }

    @Test
    void readsARefusalOfSeveralLines() {
        Reply reply = ReplyText.parse("550-5.7.1 one\r\n550-5.7.1 two\n550 5.7.1 three");
        assertThat(reply.code()).isEqualTo(550);
        assertThat(reply.lines()).containsExactly("one", "two", "three");
        assertThat(ReplyText.parse("550 " + "x".repeat(2_000)).lines().get(0)).hasSize(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "250 2.0.0 Ok", "55", "5500", "550\0", "550 5.7.1 a\r\n451 4.7.1 b", "550 4.7.1 no", "550 a\r\n", "no", "550 a\rb",
        "650 x", "599 x"})
    void whatIsNoRefusalIsAFault(String text) {
        assertThatThrownBy(() -> ReplyText.parse(text)).isInstanceOf(PeerException.class);
    }

    @Test
    void aRefusalHasLines() {
        assertThat(ReplyText.parse("550-x\r\n".repeat(31) + "550 x").lines()).hasSize(32);
        assertThatThrownBy(() -> ReplyText.parse("550-x\r\n".repeat(32) + "550 x"))
                .hasMessage("a reply has more than 32 lines");
    }
}
