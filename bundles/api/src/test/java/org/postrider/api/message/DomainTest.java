package org.postrider.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainTest {

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, true",
        "a.example.org, example.org, true",
        "B.A.Example.ORG, example.org, true",
        "badexample.org, example.org, false",
        "example.org, a.example.org, false",
        "[192.0.2.1], [192.0.2.1], true",
        "[192.0.2.1], [192.0.2.2], false",
    })
    void isWithin(String name, String other, boolean within) {
        assertThat(new Domain(name).isWithin(new Domain(other))).isEqualTo(within);
    }
}
