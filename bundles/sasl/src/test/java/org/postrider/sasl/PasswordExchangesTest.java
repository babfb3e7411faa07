package org.postrider.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postrider.sasl.Exchanges.say;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PLAIN and LOGIN. A zero stands for NUL. */
class PasswordExchangesTest {

    private final Accounts accounts = new Accounts();

    @ParameterizedTest
    @CsvSource({
        "0user0pencil, success user@example.org",
        "0user@example.org0pencil, success user@example.org",
        "user@example.org0user0pencil, success user@example.org",
        "USER@example.org0user0pencil, success user@example.org",
        "other@example.org0user0pencil, failure",
        "0user0Pencil, failure",
        "0user0, failure",
        "00pencil, failure",
        "00, failure",
        "0nobody0pencil, failure",
        "user0pencil, malformed",
        "userpencil, malformed",
        "'', malformed",
        "0user0pen0cil, malformed",
        "0user0pencil0, malformed"})
    void plain(String message, String answer) {
        assertThat(say(new PlainExchange(accounts), message.replace('0', '\0'))).isEqualTo(answer);
    }

    @Test
    void plainIsUtf8AndNotTooLong() {
        assertThat(say(new PlainExchange(accounts), new byte[] {0, 'a', 0, (byte) 0xff})).isEqualTo("malformed");
        assertThat(say(new PlainExchange(accounts), "\0" + "a".repeat(1025) + "\0b")).isEqualTo("malformed");
        assertThat(say(new PlainExchange(accounts), "\0" + "a".repeat(1024) + "\0b")).isEqualTo("failure");
    }

    @Test
    void nameIsPrepared() {
        say(new PlainExchange(accounts), "\0us\u00ader\0pencil");
        assertThat(accounts.asked).containsExactly("user pencil"); // RFC 4013 3: a soft hyphen is nothing
        assertThat(say(new PlainExchange(accounts), "\0us\u0007er\0pencil")).isEqualTo("failure");
    }

    @Test
    void nothingIsAskedAboutEmptyNamesAndPasswords() {
        say(new PlainExchange(accounts), "\0user\0");
        say(new PlainExchange(accounts), "\0\0pencil");
        say(new PlainExchange(accounts), "\0\u00ad\0pencil");
        assertThat(accounts.asked).isEmpty();
    }

    @Test
    void responseWithPasswordIsOverwritten() {
        byte[] response = "\0user\0pencil".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        say(new PlainExchange(accounts), response);
        assertThat(response).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({
        "user, pencil, success user@example.org", "user, pen, failure", "'', pencil, failure", "user, '', failure",
        "nobody, pencil, failure"})
    void login(String name, String password, String answer) {
        LoginExchange login = new LoginExchange(accounts);
        assertThat(say(login, name)).isEqualTo("challenge Password:");
        assertThat(say(login, password)).isEqualTo(answer);
    }

    @Test
    void loginRefusesWhatIsNoText() {
        assertThat(say(new LoginExchange(accounts), "us\0er")).isEqualTo("malformed");
        assertThat(say(new LoginExchange(accounts), new byte[] {(byte) 0xc0})).isEqualTo("malformed");
        LoginExchange login = new LoginExchange(accounts);
        say(login, "user");
        assertThat(say(login, new byte[] {(byte) 0xc0})).isEqualTo("malformed");
    }
}
