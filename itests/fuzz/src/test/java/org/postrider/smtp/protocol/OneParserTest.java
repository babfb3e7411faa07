package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.mime.AddressList;

/** P7: an address is the same local part and domain wherever it is read. */
class OneParserTest {

    private static final int ADDRESSES = 100_000;
    private static final String ATEXT = "abzABZ019!#$%&'*+-/=?^_`{|}~\u00fc\u4e2d\u0661";
    private static final String QTEXT = ATEXT + " @.,:;<>()[]\"\\";
    private static final List<String> DOMAINS = List.of("example.org", "A.Example", "a-1.b", "localhost", "xn--tda.example",
            "\u00fc.example", "\u4e2d\u6587.example", "[192.0.2.1]", "[IPv6:2001:db8::1]", "[IPv6:::ffff:192.0.2.1]");

    private final Random random = new Random(7);

    /** One address: what it means, and one of the ways to write it. */
    private record Written(String localPart, Domain domain, String text) {}

    @Test
    void anAddressIsTheSameWhereverItIsRead() {
        for (int i = 0; i < ADDRESSES; i++) {
            Written one = written();
            Address meant = new Address(one.localPart(), one.domain());
            assertThat(Address.parse(one.text())).as(one.text()).isEqualTo(meant);
            assertThat(Address.parse(meant.toString())).as(one.text()).isEqualTo(meant);
            envelope(one.text(), meant);
            header(one.text(), meant);
        }
    }

    private static void envelope(String text, Address meant) {
        for (String argument : List.of("FROM:<" + text + ">", "from:<" + text + "> SIZE=1", "FROM:<@r.example:" + text + ">",
                "FROM:<@r.example,@[192.0.2.1]:" + text + "> BODY=7BIT")) {
            Path path = Path.parse(argument, "FROM:");
            assertThat(path.address()).as(argument).isEqualTo(Optional.of(meant));
            assertThat(path.rest()).as(argument).doesNotContain(">");
        }
    }

    private static void header(String text, Address meant) {
        for (String value : List.of(text, "<" + text + ">", "Joe Doe <" + text + ">", "\"Doe, Joe <x@y>\" <" + text + ">",
                "(a (b) <x@y>, \\)) " + text + " (c)", "=?utf-8?q?J=C3=BC?=\r\n\t<" + text + ">", "group: " + text + ";")) {
            assertThat(AddressList.parse(value)).as(value).containsExactly(meant);
        }
        assertThat(AddressList.parse(text + ", x@y.example,\r\n <" + text + ">")).as(text)
                .containsExactly(meant, Address.parse("x@y.example"), meant);
    }

    private Written written() {
        Domain domain = new Domain(DOMAINS.get(random.nextInt(DOMAINS.size())));
        boolean dots = random.nextBoolean();
        String localPart = dots ? dotString() : text(QTEXT, 1 + random.nextInt(12));
        boolean quoted = !dots || random.nextInt(4) == 0;
        return new Written(localPart, domain, (quoted ? quoted(localPart) : localPart) + "@" + spelled(domain.name()));
    }

    private String dotString() {
        StringBuilder out = new StringBuilder(text(ATEXT, 1 + random.nextInt(6)));
        for (int words = random.nextInt(3); words > 0; words--) {
            out.append('.').append(text(ATEXT, 1 + random.nextInt(6)));
        }
        return out.toString();
    }

    private String text(String letters, int length) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(letters.charAt(random.nextInt(letters.length())));
        }
        return out.toString();
    }

    /** With a backslash before what needs one, and before some that do not. */
    private String quoted(String localPart) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : localPart.toCharArray()) {
            if (c == '"' || c == '\\' || c < 0x80 && random.nextInt(5) == 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.append('"').toString();
    }

    private String spelled(String domain) {
        return random.nextBoolean() ? domain : domain.toUpperCase(java.util.Locale.ROOT).replace("IPV6", "IPv6");
    }
}
