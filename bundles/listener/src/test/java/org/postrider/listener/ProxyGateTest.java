package org.postrider.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.net.ProxyHeader;

class ProxyGateTest {

    private static final String HEADER = "PROXY TCP4 192.0.2.1 198.51.100.2 54321 25\r\n";
    private final List<String> told = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    ProxyGateTest() {
        channel.freezeTime();
        channel.pipeline().addLast(new ProxyGate(this::admit, why -> told.add("refused: " + why)));
    }

    private void admit(ProxyHeader header) {
        told.add("admitted " + header.endpoints().orElseThrow().client().getAddress().getHostAddress());
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext ctx) {
                told.add("active");
            }

            @Override
            public void channelRead(ChannelHandlerContext ctx, Object msg) {
                told.add(((ByteBuf) msg).toString(US_ASCII));
                ((ByteBuf) msg).release();
            }
        });
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void engineIsToldOfTheConnectionAndThenOfWhatCameWithTheHeader() {
        receive(HEADER + "EHLO x\r\n");
        assertThat(told).containsExactly("admitted 192.0.2.1", "active", "EHLO x\r\n");
        channel.advanceTimeBy(ProxyGate.LIMIT_SECONDS, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void headerMayComeOctetByOctet() {
        (HEADER + "NOOP").chars().forEach(octet -> receive(String.valueOf((char) octet)));
        assertThat(told).containsExactly("admitted 192.0.2.1", "active", "N", "O", "O", "P");
    }

    @Test
    void whatIsNoHeaderClosesAtOnce() {
        receive("EHLO x\r\n");
        assertThat(told).containsExactly("refused: no PROXY header");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void headerThatDoesNotComeClosesInTime() {
        receive(HEADER.substring(0, 20));
        channel.advanceTimeBy(ProxyGate.LIMIT_SECONDS * 1000 - 1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(told).containsExactly("refused: no PROXY header in time");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void proxyThatOnlyLooksWhetherWeAreThereIsNoNews() {
        receive(HEADER.substring(0, 3));
        channel.close();
        assertThat(told).isEmpty();
    }

    private void receive(String text) {
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
        }
    }
}
