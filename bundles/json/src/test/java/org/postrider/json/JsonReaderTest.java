package org.postrider.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @Test
    void readsEachKindOfValue() {
        assertThat(JsonReader.read(" {\"a\" : [1, -0.5e+2 ,true,false,null, {} , [] ],\"\":\"x\"} \r\n\t")).isEqualTo(Map.of(
                "a", Arrays.asList(new BigDecimal(1), new BigDecimal("-0.5e2"), true, false, null, Map.of(), List.of()), "", "x"));
        assertThat(JsonReader.read("0")).isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void readsEscapes() {
        assertThat(JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00fC\\uD83D\\uDE00\u20ac\""))
                .isEqualTo("\"\\/\b\f\n\r\t\u00fc\ud83d\ude00\u20ac");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "{", "[", "\"", "[1", "[1,", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "tru", "nul", "True",
        "01", "1.", ".5", "+1", "-", "1e", "1e+", "1e1000", "0x1", "NaN", "Infinity", "\"\\x\"", "\"\\u12g4\"", "\"\\u12\"",
        "\"\t\"", "\"\n\"", "1 2", "[] []", "{\"a\":1}}", "// x\n1", "\u00a01", "{\"a\":1 \"b\":2}", "{1:2}", "[\"a\" \"b\"]"})
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected is");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"a\":1,\"a\":2} | the name \"a\" stands twice in one object",
        "{\"a\";1} | at character 5 stands \";1}\", expected is ':'", "[1 | at character 3 stands nothing, expected is more"})
    void saysWhere(String text, String said) {
        assertThatThrownBy(() -> JsonReader.read(text)).hasMessage(said);
    }

    @Test
    void depthAndNumbersHaveLimits() {
        assertThat(JsonReader.read("[".repeat(64) + "]".repeat(64))).isInstanceOf(List.class);
        assertThatThrownBy(() -> JsonReader.read("[".repeat(65) + "]".repeat(65))).hasMessage("there are more than 64 levels");
        assertThatThrownBy(() -> JsonReader.read("{\"a\":".repeat(100_000))).hasMessage("there are more than 64 levels");
        assertThatThrownBy(() -> JsonReader.read("1".repeat(41))).hasMessageContaining("expected is a value");
    }

    /** Whatever text: what is written is read as it was, and garbage is refused and nothing else. */
    @Test
    void readsWhatIsWritten() {
        Random random = new Random(1);
        String signs = "{}[]\",:\\u0123 \n\u0000\u2028\ud800<&aetrufls";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder any = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                any.append(signs.charAt(random.nextInt(signs.length())));
            }
            Map<String, Object> value = Map.of("key" + any, List.of(any.toString(), new BigDecimal(random.nextInt()), true));
            assertThat(JsonReader.read(Json.write(value))).isEqualTo(value);
            read += isRead(any.toString()) ? 1 : 0;
        }
        assertThat(read).isPositive();
    }

    private static boolean isRead(String text) {
        try {
            JsonReader.read(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
