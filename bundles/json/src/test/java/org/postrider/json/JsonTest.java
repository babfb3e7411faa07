package org.postrider.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void writesEveryKindOfValue() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "a");
        value.put("whole", 7L);
        value.put("fraction", 0.5);
        value.put("yes", true);
        value.put("none", null);
        value.put("empty", Optional.empty());
        value.put("present", Optional.of("b"));
        value.put("list", List.of(1, List.of(), Map.of()));
        value.put("array", new Object[] {"x", 2});
        value.put("time", Instant.EPOCH);
        assertThat(Json.write(value)).isEqualTo("{\"text\":\"a\",\"whole\":7,\"fraction\":0.5,\"yes\":true,"
                + "\"none\":null,\"empty\":null,\"present\":\"b\",\"list\":[1,[],{}],\"array\":[\"x\",2],"
                + "\"time\":\"1970-01-01T00:00:00Z\"}");
    }

    @Test
    void numbersAreAlwaysLegal() {
        assertThat(Json.write(List.of(3.0, -0.25, 1e300, Long.MIN_VALUE, Double.NaN, Float.NEGATIVE_INFINITY)))
                .isEqualTo("[3,-0.25,1.0E300,-9223372036854775808,null,null]");
    }

    @Test
    void nothingFromAPeerActsOnATerminalOrInAPage() {
        String hostile = "</script>\u001b[2J\u009b\u202e\u2028&\r\n\"\\\ud800";
        assertThat(Json.write(hostile)).isEqualTo("\"\\u003c/script\\u003e\\u001b[2J\\u009b\\u202e\\u2028\\u0026"
                + "\\u000d\\u000a\\\"\\\\\\ud800\"");
    }

    @Test
    void lettersOfAllLanguagesStayReadable() {
        assertThat(Json.write("Grüße, 用户 😀")).isEqualTo("\"Grüße, 用户 😀\"");
    }

    @Test
    void whatIsWrittenReadsBackAsItWas() {
        Random random = new Random(8259);
        for (int i = 0; i < 2_000; i++) {
            Object value = anything(random, 4);
            String text = Json.write(value);
            assertThat(withDoubles(JsonReader.read(text))).as(text).isEqualTo(value);
            assertThat(text).doesNotContainPattern("[\\p{Cc}\\p{Cf}<>&\\u2028\\u2029]");
        }
    }

    private static Object withDoubles(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(JsonTest::withDoubles).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> all = new LinkedHashMap<>();
            map.forEach((name, member) -> all.put(name, withDoubles(member)));
            return all;
        }
        return value instanceof BigDecimal number ? (Object) number.doubleValue() : value;
    }

    private static Object anything(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> text(random);
            case 1 -> (double) random.nextLong();
            case 2 -> random.nextGaussian();
            case 3 -> random.nextBoolean();
            case 4 -> list(random, depth - 1);
            default -> map(random, depth - 1);
        };
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            list.add(anything(random, depth));
        }
        return list;
    }

    private static Map<String, Object> map(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            map.put(text(random), anything(random, depth));
        }
        return map;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(12); n > 0; n--) {
            text.append((char) (random.nextBoolean() ? random.nextInt(0x100) : random.nextInt(0x10000)));
        }
        return text.toString();
    }
}
