package org.postrider.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postrider.sasl.Exchanges.say;

import java.util.Base64;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScramExchangeTest {

    private static final byte[] BINDING = {1, 2, 3};
    private static final String CLIENT_NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String FIRST = "n,,n=user,r=" + CLIENT_NONCE;
    private static final String PROOF = ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String FINAL = "c=biws,r=" + CLIENT_NONCE + SERVER_NONCE;

    private final Accounts accounts = new Accounts();

    private ScramExchange exchange() {
        return new ScramExchange(accounts, false, Optional.empty(), () -> SERVER_NONCE);
    }

    private ScramExchange bound(boolean plus) {
        return new ScramExchange(accounts, plus, Optional.of(BINDING), () -> SERVER_NONCE);
    }

    /** RFC 7677 3. */
    @Test
    void exampleOfTheRfc() {
        ScramExchange scram = exchange();
        assertThat(say(scram, FIRST)).isEqualTo(
                "challenge r=" + CLIENT_NONCE + SERVER_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        assertThat(say(scram, FINAL + PROOF)).isEqualTo("challenge v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
        assertThat(say(scram, "")).isEqualTo("success user@example.org");
    }

    @Test
    void nobodyIsLoggedInBeforeHisLastResponse() {
        ScramExchange scram = exchange();
        say(scram, FIRST);
        say(scram, FINAL + PROOF);
        assertThat(say(scram, "more")).isEqualTo("malformed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''", "n=user,r=abc", "n,n=user,r=abc", "x,,n=user,r=abc", "n,,n=,r=abc", "n,,n=user", "n,,n=user,r=",
        "n,,r=abc,n=user", "n,,m=1,n=user,r=abc", "n,,n=us=er,r=abc", "n,,n=us=2cer,r=abc", "n,a=,n=user,r=abc",
        "n,,n=user,r=a b", "p=,,n=user,r=abc", "n,,n=user,r=abc,"})
    void firstMessageThatIsNone(String message) {
        assertThat(say(exchange(), message)).isEqualTo("malformed");
        assertThat(accounts.asked).isEmpty();
    }

    @Test
    void nonceAndNameHaveLimits() {
        assertThat(say(exchange(), "n,,n=user,r=" + "a".repeat(100))).startsWith("challenge");
        assertThat(say(exchange(), "n,,n=user,r=" + "a".repeat(101))).isEqualTo("malformed");
        assertThat(say(exchange(), "n,,n=" + "a".repeat(1020) + ",r=abc")).isEqualTo("malformed");
        assertThat(say(exchange(), "n,,n=us\0er,r=abc")).isEqualTo("malformed");
    }

    @Test
    void escapedNamesAndExtensionsAreRead() {
        assertThat(say(exchange(), "n,,n=a=2Cb=3Dc,r=abc,x=y")).startsWith("challenge r=abc");
        assertThat(accounts.asked).containsExactly("a,b=c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|malformed", "c=biws|malformed",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0|malformed",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=AAAA|malformed",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,m=1,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=|malformed",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=eHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=|failure",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=|failure",
        "c=eSws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=|failure"})
    void lastMessageThatProvesNothing(String message, String answer) {
        ScramExchange scram = exchange();
        say(scram, FIRST);
        assertThat(say(scram, message)).isEqualTo(answer);
    }

    @Test
    void unknownNameIsAskedLikeAnyOtherAndFails() {
        ScramExchange scram = exchange();
        assertThat(say(scram, "n,,n=nobody,r=abc")).startsWith("challenge r=abc");
        assertThat(say(scram, proven("n=nobody,r=abc", "abc", "n,,", new byte[0]))).isEqualTo("failure");
    }

    @ParameterizedTest
    @CsvSource({"user@example.org, challenge", "other@example.org, failure"})
    void actsAsNobodyElse(String actAs, String answer) {
        ScramExchange scram = exchange();
        String header = "n,a=" + actAs + ",";
        say(scram, header + "n=user,r=abc");
        assertThat(say(scram, proven("n=user,r=abc", "abc", header, new byte[0]))).startsWith(answer);
    }

    @Test
    void boundExchange() {
        String header = "p=tls-server-end-point,,";
        ScramExchange scram = bound(true);
        say(scram, header + "n=user,r=abc");
        assertThat(say(scram, proven("n=user,r=abc", "abc", header, BINDING))).startsWith("challenge v=");
        assertThat(say(scram, "")).isEqualTo("success user@example.org");
    }

    @Test
    void anotherCertificateIsAnotherConnection() {
        String header = "p=tls-server-end-point,,";
        ScramExchange scram = bound(true);
        say(scram, header + "n=user,r=abc");
        assertThat(say(scram, proven("n=user,r=abc", "abc", header, new byte[] {1, 2, 4}))).isEqualTo("failure");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "true | n,, | failure", "true | y,, | failure", "true | p=tls-exporter,, | failure",
        "true | p=tls-unique,, | failure", "true | p=tls-server-end-point,, | challenge",
        "false | n,, | challenge", "false | y,, | failure", "false | p=tls-server-end-point,, | failure"})
    void bindingFitsTheMechanism(boolean plus, String header, String answer) {
        assertThat(say(bound(plus), header + "n=user,r=abc")).startsWith(answer);
    }

    /** RFC 5802 6: who knows other bindings only says so with the flag n, since y would be a lie: -PLUS is offered. */
    @Test
    void clientWithAnotherBindingLogsInWithoutOne() {
        assertThat(say(bound(true), "p=tls-exporter,,n=user,r=abc")).isEqualTo("failure");
        ScramExchange scram = bound(false);
        say(scram, "n,,n=user,r=abc");
        assertThat(say(scram, proven("n=user,r=abc", "abc", "n,,", new byte[0]))).startsWith("challenge v=");
        assertThat(say(scram, "")).isEqualTo("success user@example.org");
    }

    @Test
    void clientMayRegretThatThereIsNoBinding() {
        assertThat(say(exchange(), "y,,n=user,r=abc")).startsWith("challenge");
    }

    /** The last message of a client that knows the password. */
    private static String proven(String bare, String nonce, String header, byte[] binding) {
        byte[] gs2 = header.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] both = java.util.Arrays.copyOf(gs2, gs2.length + binding.length);
        System.arraycopy(binding, 0, both, gs2.length, binding.length);
        String without = "c=" + Base64.getEncoder().encodeToString(both) + ",r=" + nonce + SERVER_NONCE;
        String signed = bare + ",r=" + nonce + SERVER_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096," + without;
        byte[] key = ScramKeys.hmac(ScramKeys.hash(Accounts.PASSWORD.toCharArray(), Accounts.SALT, 4096),
                "Client Key".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        byte[] signature = ScramKeys.hmac(ScramKeys.sha256(key), signed.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (int i = 0; i < key.length; i++) {
            key[i] ^= signature[i];
        }
        return without + ",p=" + Base64.getEncoder().encodeToString(key);
    }

    @Test
    void keysSayNothingAboutThemselves() {
        ScramKeys keys = ScramKeys.of("pencil".toCharArray(), Accounts.SALT, 4096);
        assertThat(keys).hasToString("ScramKeys").isEqualTo(ScramKeys.of("pencil".toCharArray(), Accounts.SALT, 4096))
                .isNotEqualTo(ScramKeys.of("pencils".toCharArray(), Accounts.SALT, 4096));
    }
}
