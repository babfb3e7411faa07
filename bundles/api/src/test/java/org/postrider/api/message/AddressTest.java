package org.postrider.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    private static final String ATEXT = "abcXYZ019!#$%&'*+-/=?^_`{|}~";
    private static final String QUOTED = ATEXT + " \"\\@,:;<>()[].";

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', value = {
        "joe@example.org, joe, example.org",
        "Joe@EXAMPLE.Org, Joe, example.org",
        "a.b+c@x, a.b+c, x",
        "\"joe\"@example.org, joe, example.org",
        "\"a b\"@example.org, a b, example.org",
        "\"a@b\"@c.d, a@b, c.d",
        "\"a\\\"b\"@c.d, a\"b, c.d",
        "joe@[192.0.2.1], joe, [192.0.2.1]",
        "joe@[ipv6:2001:DB8::1], joe, [IPv6:2001:db8::1]",
        "jörg@bücher.example, jörg, xn--bcher-kva.example",
        "jo\u0308rg@BU\u0308CHER.example, jörg, xn--bcher-kva.example",
        "a@XN--Bcher-kva.Example, a, xn--bcher-kva.example"
    })
    void readsAMailbox(String text, String localPart, String domain) {
        Address address = Address.parse(text);
        assertThat(address.localPart()).isEqualTo(localPart);
        assertThat(address.domain().name()).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "@", "joe", "joe@", "@example.org", "joe@@example.org", "a@b@c", ".joe@x", "joe.@x", "a..b@x", "a b@x",
        "\"joe@x", "\"joe\"x@y", "\"\"@x", "joe@x..y", "joe@.x", "joe@x.", "joe@-x", "joe@x-", "joe@x_y", "joe@[1.2.3]",
        "joe@[256.1.1.1]", "joe@[IPv6:1::2::3]", "joe@[IPv6:12345::]", "joe@[1.2.3.4", "<joe@x>", "joe@x y", "joe@x\r\n",
        "joe\r\n@x", "\"joe\r\n\"@x", "joe\0@x", "\"joe\0\"@x", "joe@x\0y", "joe(comment)@x", "joe@(comment)x", "joe,ann@x"
    })
    void refusesEverythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse(text));
    }

    @Test
    void refusesLocalPartsAndDomainsThatAreTooLong() {
        assertThat(Address.parse("a".repeat(64) + "@x").localPart()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse("a".repeat(65) + "@x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse("ä".repeat(33) + "@x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse("a@" + "x".repeat(64)));
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse("a@" + "x.".repeat(128) + "y"));
    }

    @Test
    void refusesLoneSurrogatesAndC1Controls() {
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse("a\ud800@x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse("a\udc00@x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse("a\u0085@x"));
        assertThat(Address.parse("\ud83d\ude00@x").localPart()).isEqualTo("\ud83d\ude00");
    }

    @Test
    void saysWhatIsWrongWithoutRepeatingControlCharacters() {
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse("joe@x\r\ny"))
                .withMessage("not allowed in a domain: U+000D");
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        Random random = new Random(20261121);
        for (int i = 0; i < 100_000; i++) {
            Address address = new Address(word(random, QUOTED, 20), new Domain(word(random, "abc019", 10) + ".test"));
            assertThat(Address.parse(address.toString())).isEqualTo(address);
        }
    }

    @Test
    void aDotStringIsWrittenWithoutQuotesAndAnythingElseWith() {
        assertThat(new Address("a.b", new Domain("x"))).hasToString("a.b@x");
        assertThat(new Address("a..b", new Domain("x"))).hasToString("\"a..b\"@x");
        assertThat(new Address("a\"\\b", new Domain("x"))).hasToString("\"a\\\"\\\\b\"@x");
    }

    private static String word(Random random, String alphabet, int longest) {
        StringBuilder out = new StringBuilder();
        int length = 1 + random.nextInt(longest);
        for (int i = 0; i < length; i++) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString();
    }
}
