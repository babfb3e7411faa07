package org.postrider.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConfigurationFileTest {

    private static final String TEXT = """
            # How many.
            capacity = 5

            ! old style
            networks = 10.0.0.0/8, \\
                ::1
            twice = first
            twice = second
            felix.fileinstall.dir = kept
            """;

    private static Map<String, String> values(String text) {
        return ConfigurationFile.parse(text).values();
    }

    @Test
    void whatCountsIsRead() {
        assertThat(values(TEXT)).isEqualTo(Map.of("capacity", "5", "networks", "10.0.0.0/8, ::1", "twice", "second"));
    }

    @Test
    void withTheSameValuesItIsTheSameText() {
        assertThat(ConfigurationFile.parse(TEXT).with(values(TEXT))).isEqualTo(TEXT);
    }

    @Test
    void onlyWhatChangesIsChanged() {
        Map<String, String> wanted = new TreeMap<>(values(TEXT));
        wanted.put("capacity", "6");
        wanted.put("twice", "third");
        wanted.remove("networks");
        wanted.put("new", "x");
        assertThat(ConfigurationFile.parse(TEXT).with(wanted)).isEqualTo("""
                # How many.
                capacity = 6

                ! old style
                twice = third
                felix.fileinstall.dir = kept
                new = x
                """);
    }

    @Test
    void aTypeOrAVariableOfFileInstallIsLeftToIt() {
        assertThat(ConfigurationFile.parse("a = $[env:PORT]\n").isSimple()).isTrue();
        assertThat(ConfigurationFile.parse("a = ${karaf.data}/x\n").isSimple()).isFalse();
        assertThat(ConfigurationFile.parse("a = I\"5\"\n").isSimple()).isFalse();
        assertThat(ConfigurationFile.parse("a = [\"x\", \"y\"]\n").isSimple()).isFalse();
    }

    @Test
    void anyValueIsReadAsItWasWritten() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder value = new StringBuilder("x");
            random.ints(random.nextInt(20), 1, 0x2ff).forEach(c -> value.append((char) c));
            Map<String, String> wanted = Map.of("key", value.append('x').toString());
            assertThat(values(ConfigurationFile.parse(TEXT).with(wanted))).isEqualTo(wanted);
        }
    }
}
