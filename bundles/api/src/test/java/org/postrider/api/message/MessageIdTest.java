package org.postrider.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {

    @Test
    void everyIdIsReadBackInEitherCase() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            MessageId id = new MessageId((random.nextLong() >>> 1 >>> random.nextInt(62)) | 1);
            assertThat(MessageId.parse(id.toString())).isEqualTo(id);
            assertThat(MessageId.parse(id.toString().toLowerCase())).isEqualTo(id);
        }
        assertThat(MessageId.parse(new MessageId(Long.MAX_VALUE).toString()).value()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "ILOU", "7Q2M4K!", "-1", "ZZZZZZZZZZZZZ", "11111111111111"})
    void refusesWhatIsNoId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MessageId.parse(text));
    }

    @Test
    void olderIdsComeFirst() {
        assertThat(new MessageId(1)).isLessThan(new MessageId(2));
    }
}
