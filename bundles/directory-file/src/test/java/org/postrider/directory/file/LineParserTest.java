package org.postrider.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

class LineParserTest {

    private static final Domain DOMAIN = new Domain("example.org");
    private static final String HASH =
            "{PBKDF2-SHA256}600000$AAAAAAAAAAAAAAAAAAAAAA==$" + "A".repeat(43) + "=";

    private static Entry parse(String text) throws DomainFileException {
        return LineParser.parse("example.org.domain", DOMAIN, 7, text).orElseThrow();
    }

    @Test
    void accounts() throws DomainFileException {
        Address joe = Address.parse("Joe@example.org");
        assertThat(parse("account Joe")).isEqualTo(new Entry.AccountEntry(joe, "", true));
        assertThat(parse("  account\tJoe  disabled\r")).isEqualTo(new Entry.AccountEntry(joe, "", false));
        assertThat(parse("account Joe " + HASH)).isEqualTo(new Entry.AccountEntry(joe, HASH, true));
        assertThat(parse("account Joe " + HASH + " disabled")).isEqualTo(new Entry.AccountEntry(joe, HASH, false));
        assertThat(parse("account \"a b\"")).isEqualTo(
                new Entry.AccountEntry(Address.parse("\"a b\"@example.org"), "", true));
        assertThat(parse("account jö")).isEqualTo(new Entry.AccountEntry(Address.parse("jö@example.org"), "", true));
    }

    @Test
    void aliases() throws DomainFileException {
        assertThat(parse("alias info = a@example.org,b@example.com , \"x, \\\"y\"@example.net")).isEqualTo(
                new Entry.AliasEntry(Address.parse("info@example.org"), List.of(Address.parse("a@example.org"),
                        Address.parse("b@example.com"), Address.parse("\"x, \\\"y\"@example.net"))));
        assertThat(parse("alias a=b = c@d")).isEqualTo(
                new Entry.AliasEntry(Address.parse("a=b@example.org"), List.of(Address.parse("c@d"))));
        assertThat(parse("catchall = c@d")).isEqualTo(new Entry.CatchAll(List.of(Address.parse("c@d"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\r", "# comment", "  # account joe"})
    void commentsAndEmptyLinesSayNothing(String text) throws DomainFileException {
        assertThat(LineParser.parse("f", DOMAIN, 1, text)).isEmpty();
    }

    @Test
    void everyEntryReadsBackAsItIsWritten() throws DomainFileException {
        for (String text : List.of("account joe", "account \"a b\" " + HASH + " disabled", "alias i = a@b, \"c,d\"@e",
                "catchall = a@b, c@[192.0.2.1]", "account \"quo\\\"te\\\\s\"")) {
            assertThat(parse(text).text()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "accounts joe                | 'accounts'",
        "Account joe                 | 'Account'",
        "joe                         | 'joe'",
        "account                     | ''",
        "account joe@example.org     | 'joe@example.org'",
        "account joe@example.com     | 'joe@example.com'",
        "account .joe                | '.joe'",
        "account \"joe               | '\"joe'",
        "account joe ann             | 'ann'",
        "account joe secret          | 'secret'",
        "account joe disabled yes    | 'yes'",
        "account joe disabled disabled | 'disabled'",
        "account joe {PLAIN}secret   | '{PLAIN}...'",
        "account joe {PBKDF2-SHA256}x | '{PBKDF2-SHA256}...'",
        "alias info                  | ''",
        "alias info ann@example.org  | 'ann@example.org'",
        "alias info=ann@example.org  | 'info=ann@example.org'",
        "alias info =                | ''",
        "alias info = ann            | 'ann'",
        "alias info = a@b,           | ''",
        "alias info = a@b c@d        | 'a@b c@d'",
        "alias info = a@b # why      | 'a@b # why'",
        "alias info = @evil:a@b      | '@evil:a@b'",
        "catchall                    | ''",
        "catchall ann@example.org    | 'ann@example.org'",
        "catchall = *                | '*'"})
    void wrongLinesAreNamedWithWhatWasFoundAndWhatIsAllowed(String text, String found) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(DomainFileException.class)
                .hasMessageStartingWith("example.org.domain line 7: found " + found + "; allowed is ");
    }

    @Test
    void controlCharactersDoNotReachTheLog() {
        assertThatThrownBy(() -> parse("acc\u001b[31m\u202eount joe"))
                .hasMessageContaining("found 'acc\\u001b[31m\\u202eount'");
    }

    @Test
    void aPasswordIsNeverShown() {
        assertThatThrownBy(() -> parse("account joe {SSHA}topsecret")).hasMessageNotContaining("topsecret");
    }

    @Test
    void aThousandTargetsAndNoMore() throws DomainFileException {
        assertThat(parse("alias all = " + targets(1_000))).isInstanceOf(Entry.AliasEntry.class);
        assertThatThrownBy(() -> parse("alias all = " + targets(1_001))).hasMessageContaining("found '1001 targets'");
    }

    private static String targets(int count) {
        return IntStream.range(0, count).mapToObj(i -> "user" + i + "@example.com").collect(Collectors.joining(","));
    }
}
