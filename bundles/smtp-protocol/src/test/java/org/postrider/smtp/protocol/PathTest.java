package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

class PathTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
            TO:<joe@example.org>                    | joe@example.org       | ``
            to:<joe@example.org>                    | joe@example.org       | ``
            TO:<>                                   | ``                    | ``
            TO:<postmaster>                         | postmaster            | ``
            TO:<joe@example.org> A=b C              | joe@example.org       | ` A=b C`
            TO:<@a.example:joe@example.org>         | joe@example.org       | ``
            TO:<@a.example,@b.example:joe@b.org> X  | joe@b.org             | ` X`
            TO:<@[192.0.2.1]:joe@example.org>       | joe@example.org       | ``
            TO:<@[IPv6:2001:db8::1],@b.example:j@x> | j@x                   | ``
            TO:<"a>b"@example.org>                  | "a>b"@example.org     | ``
            TO:<"a\\"> b"@example.org> X            | "a\\"> b"@example.org | ` X`
            TO:<joe@[IPv6:2001:db8::1]>             | joe@[IPv6:2001:db8::1] | ``
            """)
    void paths(String argument, String mailbox, String rest) {
        assertThat(Path.parse(argument, "TO:")).isEqualTo(new Path(mailbox, rest));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "TO", "TO:", "TO: <a@b>", "TO :<a@b>", "FROM:<a@b>", "TO:a@b", "TO:<a@b", "TO:<a@b>X", "TO:<a@b>>",
        "TO:<\"a@b>",
        "TO:<\"a\\\">", "TO:<@a>", "TO:<@a:>", "TO:<@a,b:c@d>", "TO:<@:a@b>", "TO:<@a,@:c@d>", "TO:<@a..b:c@d>",
        "TO:<@[1.2:c@d>",
        "TO:<@[192.0.2.1]c@d>", "TO:<@a,:c@d>", "TO:<@a,>"})
    void noPaths(String argument) {
        assertThatThrownBy(() -> Path.parse(argument, "TO:")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pathHasAtMost256Octets() {
        String longest = "a".repeat(254);
        assertThat(Path.parse("TO:<" + longest + ">", "TO:").mailbox()).isEqualTo(longest);
        assertThatThrownBy(() -> Path.parse("TO:<" + longest + "a>", "TO:"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Path.parse("TO:<" + "ü".repeat(128) + ">", "TO:"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatAnAddressWritesIsReadAgain() {
        Random random = new Random(5321);
        String alphabet = "abz019.\"\\ <>@,:;()[]!%+-_'ü€";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder local = new StringBuilder();
            for (int length = 1 + random.nextInt(12); length > 0; length--) {
                local.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Address address = new Address(local.toString(), new Domain("x" + random.nextInt(1000) + ".example"));
            String route = random.nextBoolean() ? "@r.example,@s.example:" : "";
            Path path = Path.parse("FROM:<" + route + address + "> SIZE=1", "FROM:");
            assertThat(path.address()).isEqualTo(Optional.of(address));
            assertThat(path.rest()).isEqualTo(" SIZE=1");
        }
    }

    @Test
    void anyTextIsReadOrRefused() {
        Random random = new Random(2821);
        String alphabet = "<>@:,\"\\ .a[]1=\0\t";
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder("TO:<");
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            read += isReadable(text.append('>').toString()) ? 1 : 0;
        }
        assertThat(read).isBetween(1, 99_999);
    }

    /** Whether it is read; if so, what is read means the same when it is written again. */
    private static boolean isReadable(String argument) {
        try {
            Path path = Path.parse(argument, "TO:");
            path.address().ifPresent(address -> assertThat(Address.parse(address.toString())).isEqualTo(address));
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }
}
