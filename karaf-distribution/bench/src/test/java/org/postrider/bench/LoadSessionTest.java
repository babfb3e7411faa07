package org.postrider.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.smtp.Reply;
import org.postrider.bench.LoadOptions.Mail;

/** One session against a server that is played by hand. */
class LoadSessionTest {

    private final List<String> told = new ArrayList<>();
    private long tickets = 2;
    private EmbeddedChannel channel;

    private void open(boolean pipelining, int recipients, boolean lmtp) {
        Target target = new Target("localhost", Target.address("localhost", Optional.empty()),
                Target.Security.NONE, lmtp, Optional.empty());
        Pace pace = new Pace(2, Duration.ZERO, 1, 0, pipelining, 0, Duration.ofSeconds(5));
        Script script = new Script(new Mail("a@x.test", Recipients.of("b{1-9}@x.test"), recipients, 256), "0000000a");
        channel = new EmbeddedChannel(new Replies(), new LoadSession(target, pace, script, lane(), null));
    }

    private Lane lane() {
        return new Lane() {
            @Override
            public OptionalLong take() {
                return tickets == 0 ? OptionalLong.empty() : OptionalLong.of(2 - tickets--);
            }

            @Override
            public long delay(long message) {
                return 0;
            }

            @Override
            public void begun() {
                told.add("begun");
            }

            @Override
            public void acknowledged(long nanos) {
                told.add("acknowledged");
            }

            @Override
            public void refused() {
                told.add("refused");
            }

            @Override
            public void greeted() {
                told.add("greeted");
            }

            @Override
            public void failure(Reply reply) {
                told.add("failure " + reply.code());
            }

            @Override
            public void failure(String kind, String text) {
                told.add(kind);
            }
        };
    }

    /** What the server says; the first words of each line that the session answers. */
    private List<String> says(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text.replace("|", "\r\n"), StandardCharsets.US_ASCII));
        StringBuilder sent = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            sent.append(out.toString(StandardCharsets.US_ASCII));
            out.release();
        }
        return sent.toString().lines().filter(line -> line.matches("[A-Z]{4}.*|\\."))
                .map(line -> line.split(" ")[0]).toList();
    }

    private void greet() {
        says("220 hello|");
        told.clear();
    }

    @Test
    void withPipeliningTheNextTransactionGoesWithTheMessage() {
        open(true, 1, false);
        assertThat(says("220 hello|")).containsExactly("EHLO");
        assertThat(says("250-me|250 PIPELINING|")).containsExactly("MAIL", "RCPT", "DATA");
        assertThat(says("250 a|250 b|354 c|")).containsExactly(".", "MAIL", "RCPT", "DATA");
        assertThat(says("250 queued|250 a|250 b|354 c|")).containsExactly(".");
        assertThat(says("250 queued|")).containsExactly("QUIT");
        assertThat(told).containsExactly("greeted", "begun", "begun", "acknowledged", "acknowledged");
    }

    @Test
    void withoutItEachCommandWaits() {
        open(false, 2, false);
        greet();
        assertThat(says("250 me|")).containsExactly("MAIL");
        assertThat(says("250 a|")).containsExactly("RCPT");
        assertThat(says("250 a|")).containsExactly("RCPT");
        assertThat(says("250 a|")).containsExactly("DATA");
        assertThat(says("354 a|")).containsExactly(".");
        assertThat(says("250 a|")).containsExactly("MAIL");
    }

    @Test
    void aRefusedMessageIsCountedOnceAndTheNextOneGoesOn() {
        open(true, 1, false);
        greet();
        says("250 me|");
        assertThat(says("250 a|550 no|503 no|")).containsExactly("RSET");
        assertThat(says("250 a|")).containsExactly("MAIL", "RCPT", "DATA");
        assertThat(told).containsExactly("begun", "failure 550", "failure 503", "refused", "begun");
    }

    /** RFC 2920 3.1. */
    @Test
    void dataThatIsAcceptedForNobodyIsEmpty() {
        open(true, 1, false);
        greet();
        says("250 me|");
        assertThat(says("250 a|550 no|354 go|")).containsExactly(".");
        assertThat(says("554 no recipients|")).containsExactly("MAIL", "RCPT", "DATA");
        assertThat(told).containsExactly("begun", "failure 550", "failure 554", "refused", "begun");
    }

    @Test
    void lmtpAnswersForEachRecipient() {
        open(true, 2, true);
        greet();
        says("250 me|");
        says("250 a|250 b|250 c|354 d|");
        says("250 first|");
        assertThat(told).doesNotContain("acknowledged");
        says("250 second|");
        assertThat(told).containsOnlyOnce("acknowledged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello|", "99 x|", "250-a|251 b|", "\0\0\0\0|"})
    void whatIsNoReplyEndsTheSession(String text) {
        open(true, 1, false);
        greet();
        says(text);
        assertThat(told).containsExactly("malformed reply");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aReplyHasAnEnd() {
        open(true, 1, false);
        greet();
        says("250-" + "x".repeat(3_000));
        assertThat(told).containsExactly("malformed reply");
    }

    @Test
    void aServerThatHangsUpIsToldOnce() {
        open(true, 1, false);
        greet();
        says("250 me|");
        channel.close();
        assertThat(told).containsExactly("begun", "connection lost");
    }
}
