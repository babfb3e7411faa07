package org.postrider.filter.policy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.bridge.PeerException;

class AnswerDecoderTest {

    private static final String ANSWER = "version=1\naction=REJECT F\u00fcr dich=nicht\n\n";

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> take(String text) {
        return new AnswerDecoder().take(octets(text));
    }

    @Test
    void isTheSameWhereverItIsCut() {
        ByteBuffer all = octets(ANSWER);
        for (int cut = 1; cut < all.limit(); cut++) {
            AnswerDecoder decoder = new AnswerDecoder();
            assertThat(decoder.take(all.slice(0, cut))).isEmpty();
            assertThat(decoder.hasBegun()).isTrue();
            assertThat(decoder.take(all.slice(cut, all.limit() - cut))).contains("REJECT F\u00fcr dich=nicht");
        }
    }

    @Test
    void whatFollowsIsLeftAlone() {
        ByteBuffer input = octets("action=DUNNO\r\n\r\naction=OK\n\n");
        assertThat(new AnswerDecoder().take(input)).contains("DUNNO");
        assertThat(input.remaining()).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "x=y\n\n", "action=OK\naction=DUNNO\n\n", "HTTP/1.1 400 Bad Request\r\n", "=OK\n", "ACTION=OK\n\n"})
    void whatIsNoAnswerIsAFault(String text) {
        assertThatThrownBy(() -> take(text)).isInstanceOf(PeerException.class).hasMessageStartingWith("it answers");
    }

    @Test
    void anAnswerEndsSomewhere() {
        assertThat(take("action=" + "x".repeat(AnswerDecoder.MAX_OCTETS - 9) + "\n\n")).isPresent();
        assertThatThrownBy(() -> take("action=" + "x".repeat(AnswerDecoder.MAX_OCTETS - 8) + "\n\n"))
                .hasMessage("its answer has more than 8192 octets");
        assertThatThrownBy(() -> take("a=b\n".repeat(3_000))).hasMessage("its answer has more than 8192 octets");
    }
}
