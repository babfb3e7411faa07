package org.postrider.smtp.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.smtp.Reply;

class ReplyDecoderTest {

    private static List<Reply> decode(ReplyDecoder decoder, byte[]... pieces) throws MalformedReplyException {
        List<Reply> replies = new ArrayList<>();
        for (byte[] piece : pieces) {
            ByteBuffer in = ByteBuffer.wrap(piece);
            for (Optional<Reply> r = decoder.decode(in); r.isPresent(); r = decoder.decode(in)) {
                replies.add(r.get());
            }
            assertThat(in.hasRemaining()).isFalse();
        }
        return replies;
    }

    private static List<Reply> decode(String text) throws MalformedReplyException {
        return decode(new ReplyDecoder(ReplyLimits.USUAL), text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "'250 2.1.0 Ok\r\n',250 2.1.0 Ok",
        "'250 Ok\r\n',250 Ok",
        "'354\r\n','354 '",
        "'550-5.1.1 No\r\n550 5.1.1 such\r\n',550 5.1.1 No such",
        "'550-5.1.1 No\r\n550 such\r\n',550 5.1.1 No such",
        "'550 2.1.1 class differs\r\n',550 2.1.1 class differs",
        "'250 bare line feed\n',250 bare line feed",
        "'550 5.7.1\r\n','550 5.7.1 '"})
    void reads(String text, String expected) throws MalformedReplyException {
        assertThat(decode(text)).singleElement().hasToString(expected);
    }

    @Test
    void readsTheSameHoweverItIsCut() throws MalformedReplyException {
        byte[] all = "220 hi\r\n250-a\r\n250-SIZE 10\r\n250 b\r\n421 4.3.2 Bye\r\n".getBytes(StandardCharsets.US_ASCII);
        List<Reply> whole = decode(new ReplyDecoder(ReplyLimits.USUAL), all);
        assertThat(whole).hasSize(3);
        for (int cut = 0; cut <= all.length; cut++) {
            byte[] head = java.util.Arrays.copyOf(all, cut);
            byte[] tail = java.util.Arrays.copyOfRange(all, cut, all.length);
            assertThat(decode(new ReplyDecoder(ReplyLimits.USUAL), head, tail)).isEqualTo(whole);
        }
        byte[][] single = new byte[all.length][];
        for (int i = 0; i < all.length; i++) {
            single[i] = new byte[] {all[i]};
        }
        assertThat(decode(new ReplyDecoder(ReplyLimits.USUAL), single)).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello\r\n", "\r\n", "25\r\n", "2500\r\n", "250x\r\n", "150 no\r\n", "650 no\r\n",
        "250-a\r\n251 b\r\n", "250-a\r\nb\r\n", "HTTP/1.1 400 Bad Request\r\n", "\u0000\u0000\r\n"})
    void refusesWhatIsNoReply(String text) {
        assertThatThrownBy(() -> decode(text)).isInstanceOf(MalformedReplyException.class);
    }

    @Test
    void nothingIsUnlimited() {
        assertThatThrownBy(() -> decode("250 " + "x".repeat(2_045))).hasMessageContaining("2048 octets");
        assertThatThrownBy(() -> decode("250-x\r\n".repeat(101))).hasMessageContaining("100 lines");
        assertThatThrownBy(() -> decode(("250-" + "x".repeat(2_000) + "\r\n").repeat(40)))
                .hasMessageContaining("65536 octets");
    }

    @Test
    void aLineOfTheFullLengthIsTakenAndCutForUse() throws MalformedReplyException {
        Reply reply = decode("250 " + "x".repeat(2_044) + "\r\n").get(0);
        assertThat(reply.lines().get(0)).hasSize(400);
    }

    @Test
    void whatCouldActInALogIsReplaced() throws MalformedReplyException {
        Reply reply = decode("550 a\u0000b\u001b[31m\rc\u202ed\u2028e\tf\u0085\r\n").get(0);
        assertThat(reply.lines()).containsExactly("a?b?[31m?c?d?e f?");
    }

    @Test
    void bytesThatAreNoUtf8AreReplaced() throws MalformedReplyException {
        byte[] bytes = {'2', '5', '0', ' ', (byte) 0xff, (byte) 0xc3, '\r', '\n'};
        assertThat(decode(new ReplyDecoder(ReplyLimits.USUAL), bytes)).hasSize(1);
    }

    @Test
    void noiseIsRefusedOrReadAndNothingElse() {
        Random random = new Random(3);
        String alphabet = "2345-0 \r\n.x\u0000\u00e9";
        for (int run = 0; run < 50_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                decode(text.toString()).forEach(r -> assertThat(r.code()).isBetween(200, 599));
            } catch (MalformedReplyException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void capabilities() throws MalformedReplyException {
        Capabilities offered = Capabilities.of(decode(
                "250-mx.test greets you\r\n250-pipelining\r\n250-SIZE 1000\r\n250-AUTH=LOGIN\r\n250 8BITMIME\r\n").get(0));
        assertThat(offered.offers("PIPELINING")).isTrue();
        assertThat(offered.offers("8BITMIME")).isTrue();
        assertThat(offered.offers("MX.TEST")).isFalse();
        assertThat(offered.maxSize()).hasValue(1_000);
        assertThat(Capabilities.of(decode("250-x\r\n250 SIZE 0\r\n").get(0)).maxSize()).isEmpty();
        assertThat(Capabilities.of(decode("250-x\r\n250 SIZE big\r\n").get(0)).maxSize()).isEmpty();
        assertThat(Capabilities.NONE.maxSize()).isEmpty();
    }
}
