package org.postrider.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueueState;

/** Bar P8, for the spool: no text in an envelope or a state changes what is read back. */
final class CodecTest {

    private static final String SPECIAL = "\r\n\u0000\u001a.,;:<>@\"\\+= \u00e9\u4e2d";

    private final Random random = new Random(1);

    private String odd(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(random.nextBoolean()
                    ? SPECIAL.charAt(random.nextInt(SPECIAL.length())) : (char) random.nextInt(0xd800));
        }
        return text.toString();
    }

    private Address address() {
        String local = odd(12).replaceAll("[\\u0000-\\u001f\\u007f-\\u009f]", "");
        return new Address(local.isEmpty() ? "a b" : local, new Domain("b\u00fccher.example"));
    }

    private Recipient recipient() {
        return new Recipient(address(), parameters());
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            parameters.put(odd(6), odd(40));
        }
        return parameters;
    }

    private List<Recipient> recipients() {
        List<Recipient> recipients = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            recipients.add(recipient());
        }
        return recipients;
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            Optional<Address> sender = random.nextBoolean() ? Optional.of(address()) : Optional.empty();
            Envelope envelope = new Envelope(sender, recipients(), parameters());
            Optional<String> hold = Optional.of(odd(20)).filter(h -> h.length() > 5);
            MessageMeta meta = new MessageMeta(envelope, hold, Optional.empty());
            ByteBuffer encoded = ByteBuffer.wrap(meta.encode());
            int length = encoded.getInt();
            int checksum = encoded.getInt();
            assertThat(length).isEqualTo(encoded.remaining());
            assertThat(MessageMeta.decode(encoded, checksum)).isEqualTo(meta);

            List<Recipient> pending = new ArrayList<>(envelope.recipients().subList(0, random.nextInt(2)));
            pending.add(recipient());
            QueueState state = new QueueState(pending, random.nextInt(1000),
                    Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)), odd(50), meta.hold(),
                    random.nextBoolean());
            byte[] bytes = StateCodec.encode(state, envelope.recipients());
            assertThat(StateCodec.decode(ByteBuffer.wrap(bytes), envelope.recipients())).isEqualTo(state);
        }
    }

    @Test
    void whatIsCutShortOrMutatedIsReadOrRefusedAndNeverMore() {
        QueueState state = new QueueState(recipients(), 3, Instant.EPOCH, "451 x", Optional.of("held"));
        byte[] whole = StateCodec.encode(state, List.of());
        for (int i = 0; i < whole.length; i++) {
            int length = i;
            assertThatThrownBy(() -> StateCodec.decode(ByteBuffer.wrap(whole, 0, length), List.of()))
                    .isInstanceOf(IOException.class);
        }
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = whole.clone();
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            try {
                StateCodec.decode(ByteBuffer.wrap(mutated), List.of());
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("null"); // anything else that is thrown fails the test
            }
        }
    }

    /** As versions wrote it that knew of no delays. */
    @Test
    void aStateOfAnEarlierVersionIsRead() throws Exception {
        FieldWriter old = new FieldWriter();
        old.number(3).number(5L).number(0).text("451 x").text(Optional.<String>empty()).number(0);
        assertThat(StateCodec.decode(ByteBuffer.wrap(old.toBytes()), List.of())).isEqualTo(
                new QueueState(List.of(), 3, Instant.ofEpochSecond(5), "451 x", Optional.empty(), false));
        assertThat(StateCodec.encode(
                new QueueState(List.of(), 3, Instant.ofEpochSecond(5), "451 x", Optional.empty(), false), List.of()))
                .isEqualTo(old.toBytes());
    }

    @Test
    void aRecordIsNoneInAnotherPlace() {
        SegmentHeader header = new SegmentHeader(UUID.randomUUID(), 1, 5, 1 << 20);
        ByteBuffer record = ByteBuffer.allocate(64);
        new RecordHeader(0, 0, RecordType.FINISH.code(), 0, 7, 9).write(record, header.seed(), 8192);
        record.flip();

        assertThat(RecordHeader.isAt(record, 0, header.seed(), 8192)).isTrue();
        assertThat(RecordHeader.isAt(record, 0, header.seed(), 8200)).isFalse();
        int reused = new SegmentHeader(header.node(), 2, 6, 1 << 20).seed();
        assertThat(RecordHeader.isAt(record, 0, reused, 8192)).isFalse();
        for (int bit = 0; bit < 8 * 36; bit++) {
            ByteBuffer flipped = ByteBuffer.wrap(record.array().clone());
            flipped.put(bit / 8, (byte) (flipped.get(bit / 8) ^ 1 << bit % 8));
            assertThat(RecordHeader.isAt(flipped, 0, header.seed(), 8192)).as("bit " + bit).isFalse();
        }
    }
}
