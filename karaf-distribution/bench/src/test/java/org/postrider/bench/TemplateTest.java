package org.postrider.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static String written(int size, long number) {
        ByteBuf out = Unpooled.buffer();
        new Template("0123abcd", "a@x.test", "b@x.test", size).write(number, out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void everySizeIsExactAndEveryLineShortAndWhole() {
        for (int size = 256; size < 600; size++) {
            String text = written(size, 0);
            assertThat(text).endsWith("\r\n.\r\n").hasSize(size + 3);
            assertThat(text.split("\r\n")).allMatch(line -> line.length() <= 78 && !line.contains("\n"));
        }
    }

    @Test
    void theIdIsTheOnlyDifference() {
        assertThat(written(300, 123_456_789)).isEqualTo(written(300, 0).replace("-000000000", "-123456789"));
        byte[] bytes = written(300, 42).getBytes(StandardCharsets.US_ASCII);
        assertThat(BenchId.in(bytes, bytes.length)).contains(new BenchId("0123abcd", 42));
        assertThat(BenchId.in(bytes, 5)).isEmpty();
    }
}
