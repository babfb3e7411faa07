package org.postrider.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClauseTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            a                                    | a  |          |
            a;version=1.0                        | a  | 1.0      |
            a;version="[1.0,2.0)"                | a  | [1.0,2.0)|
            a; version = "[1,2)" ;x:=y           | a  | [1,2)    | y
            a;version:Version="1.2";x:="1;2,3=4" | a  | 1.2      | 1;2,3=4
            a;x:="say \\"so\\""                  | a  |          | say "so"
            """)
    void oneEntry(String header, String name, String version, String directive) {
        Clause clause = Clause.parse(header).get(0);
        assertThat(Clause.parse(header)).hasSize(1);
        assertThat(clause.name()).isEqualTo(name);
        assertThat(clause.attributes().get("version")).isEqualTo(version);
        assertThat(clause.directives().get("x")).isEqualTo(directive);
    }

    @Test
    void severalEntriesAndSeveralNamesOfOne() {
        assertThat(Clause.parse("a;b;version=1, c;version=\"[1,2)\",,d")).extracting(Clause::name)
                .containsExactly("a", "b", "c", "d");
        assertThat(Clause.parse("a;b;version=1")).extracting(Clause::attributes)
                .containsExactly(Map.of("version", "1"), Map.of("version", "1"));
    }

    @Test
    void nothingIsNoEntry() {
        assertThat(Clause.parse("")).isEmpty();
        assertThat(Clause.parse(" , ;")).isEqualTo(List.of());
    }
}
