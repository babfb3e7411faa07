package org.postrider.filter.milter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.postrider.bridge.PeerException;

class PacketDecoderTest {

    private static final int PACKETS = Integer.getInteger("milter.packets", 20_000);

    private static List<String> packets(byte[] octets, int piece) {
        PacketDecoder decoder = new PacketDecoder();
        List<String> found = new ArrayList<>();
        for (int at = 0; at < octets.length; at += piece) {
            ByteBuffer input = ByteBuffer.wrap(octets, at, Math.min(piece, octets.length - at));
            Optional<Packet> packet = decoder.take(input);
            while (packet.isPresent()) {
                found.add(packet.get().type() + ":" + packet.get().payload().length);
                packet = decoder.take(input);
            }
            assertThat(input.hasRemaining()).isFalse();
        }
        return found;
    }

    private static byte[] sent(Packet... packets) {
        Outgoing outgoing = new Outgoing();
        for (Packet packet : packets) {
            outgoing.add(packet);
        }
        return outgoing.take().array();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 100, 4096, 5000, 100_000})
    void isTheSameWhereverItIsCut(int piece) {
        byte[] octets = sent(new Packet('c'), new Packet('b', new byte[20_000]), new Packet('p'),
                new Packet('h', "A\0b\0".getBytes()));
        assertThat(packets(octets, piece)).containsExactly("c:0", "b:20000", "p:0", "h:4");
    }

    @Test
    void theLongestIsTakenAndALongerOneIsNot() {
        assertThat(packets(sent(new Packet('b', new byte[Packet.MAX_OCTETS - 1])), 65_536))
                .containsExactly("b:" + (Packet.MAX_OCTETS - 1));
        ByteBuffer input = ByteBuffer.allocate(5).putInt(Packet.MAX_OCTETS + 1).put((byte) 'b').flip();
        assertThatThrownBy(() -> new PacketDecoder().take(input)).isInstanceOf(PeerException.class)
                .hasMessage("a packet has 1 to 1048576 octets, not 1048577");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aLengthThatIsNoneIsRefused(int length) {
        ByteBuffer input = ByteBuffer.allocate(4).putInt(length).flip();
        assertThatThrownBy(() -> new PacketDecoder().take(input)).isInstanceOf(PeerException.class);
    }

    /** Whatever a milter sends is a reply, or a fault of the milter, and nothing else. */
    @Test
    void garbageIsAReplyOrAFault() {
        Random random = new Random(1);
        int replies = 0;
        for (int i = 0; i < PACKETS; i++) {
            byte[] payload = new byte[random.nextInt(24)];
            random.nextBytes(payload);
            for (int at = 0; at < payload.length; at++) {
                payload[at] = random.nextInt(3) == 0 ? (byte) "\0\r\n -45.271%<>@".charAt(random.nextInt(15)) : payload[at];
            }
            Packet packet = new Packet("abcdefhimpqrsty4+2-Oxz\0".charAt(random.nextInt(23)), payload);
            replies += isReply(packet) ? 1 : 0;
        }
        System.out.println("milter: " + PACKETS + " random packets, " + replies + " taken as replies");
        assertThat(replies).isPositive();
    }

    private static boolean isReply(Packet packet) {
        try {
            MilterReply reply = ReplyDecoder.decode(packet);
            if (reply instanceof Amendment amendment) {
                new Amendments().accept(amendment);
            } else {
                Verdicts.of(reply);
            }
            return true;
        } catch (PeerException e) {
            return false;
        } finally {
            negotiate(packet);
        }
    }

    private static void negotiate(Packet packet) {
        try {
            Terms.of(packet, 6);
        } catch (PeerException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
