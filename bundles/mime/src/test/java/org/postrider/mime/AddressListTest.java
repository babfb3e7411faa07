package org.postrider.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.message.Address;
import org.postrider.api.message.MessageLimitException;

class AddressListTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            ann@example.org                                   | ann@example.org
            Ann <ann@example.org>                             | ann@example.org
            <ann@example.org>                                 | ann@example.org
            "Ann, B. <x@y>" <ann@example.org>                 | ann@example.org
            "a\\"<b@c>" <ann@example.org>                     | ann@example.org
            =?utf-8?q?Ann?= (her <a@b> (mail)) <ann@a.org> (x) | ann@a.org
            ann@a.org, Bob <bob@b.org>,,"c c"@c.org           | ann@a.org bob@b.org "c c"@c.org
            Friends: ann@a.org, <bob@b.org>;, carl@c.org      | ann@a.org bob@b.org carl@c.org
            Undisclosed:;                                     |
            ann @ example.org                                 | ann@example.org
            (c)ann(c)@(c)example.org(c)                       | ann@example.org
            "a@b"@example.org                                 | "a@b"@example.org
            joe@[192.0.2.1], eve@[IPv6:2001:db8::1]           | joe@[192.0.2.1] eve@[IPv6:2001:db8::1]
            \\t zoë <zoë@example.org>                         | zoë@example.org
            """)
    void addressesOfLists(String value, String addresses) {
        String found = AddressList.parse(value.replace("\\t", "\r\n\t")).stream().map(Address::toString)
                .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(addresses == null ? "" : addresses);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "Ann Bee", "ann@", "@example.org", "ann@example.org bob@example.org", "<ann@example.org",
            "ann@example.org>", "\"ann", "(ann@example.org", "<@route.org:ann@example.org>", "<ann@a.org, bob@b.org>",
            "ann@[192.0.2.1", "Ann <ann@a.org> <bob@b.org>", "a b@example.org", "ann@example.org\\"})
    void noLists(String value) {
        assertThatThrownBy(() -> AddressList.parse(value)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Found by a fuzzer: the header had another address than the envelope. */
    @Test
    void spacesBeyondAsciiArePartOfAnAddress() {
        for (String space : List.of("\u2003", "\u2028", "\u2029", "\u3000")) {
            for (String text : List.of(space + "joe@x.org", "joe" + space + "@x.org")) {
                assertThat(AddressList.parse(" " + text + " ")).containsExactly(Address.parse(text));
                assertThat(AddressList.parse("Joe < " + text + " >")).containsExactly(Address.parse(text));
            }
            assertThatThrownBy(() -> AddressList.parse("joe@" + space + "x.org")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nothingGrowsWithoutBounds() {
        assertThat(AddressList.parse("a@b,".repeat(10_240))).hasSize(10_240);
        assertThatThrownBy(() -> AddressList.parse("a@b,".repeat(10_241))).isInstanceOf(MessageLimitException.class);
        assertThatThrownBy(() -> AddressList.parse("(".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Time that grew with the square of the length would be minutes here. */
    @Test
    void longWhiteSpaceIsNoWork() {
        String white = " ".repeat(400_000);
        assertThatThrownBy(() -> AddressList.parse("a" + white + "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AddressList.parse("a" + "()".repeat(400_000) + "b@c"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(AddressList.parse("ann" + white + "@" + white + "example.org").toString()).isEqualTo("[ann@example.org]");
    }

    @Test
    void anythingElseIsReadOrRefusedInWords() {
        Random random = new Random(5322);
        String letters = "ab.@<>\"\\()[],;: \r\n\té";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(30); j >= 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                for (Address address : AddressList.parse(text.toString())) {
                    assertThat(AddressList.parse("X <" + address + ">")).containsExactly(address);
                }
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
