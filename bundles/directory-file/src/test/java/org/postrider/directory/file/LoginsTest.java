package org.postrider.directory.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.directory.ScramCredentials;
import org.postrider.api.message.Address;
import org.postrider.api.sasl.SaslStep;
import org.postrider.sasl.ScramExchange;
import org.postrider.sasl.ScramKeys;

@Timeout(120)
class LoginsTest {

    private static final byte[] SALT = "salt of sixteen.".getBytes(StandardCharsets.US_ASCII);
    private static final int FEW = 4096; // rounds; enough for a test

    @TempDir
    Path home;

    private Logins logins;

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static String scram(String password) {
        return new PasswordHash(FEW, SALT, ScramKeys.of(password.toCharArray(), SALT, FEW), true).text();
    }

    private static String before(String password) {
        return "{PBKDF2-SHA256}" + FEW + "$" + base64(SALT) + "$" + base64(ScramKeys.hash(password.toCharArray(), SALT, FEW));
    }

    @BeforeEach
    void open() throws Exception {
        Files.writeString(home.resolve("example.org.domain"), String.join("\n",
                "account joe " + scram("secret"),
                "account old " + before("geheim\u00fc"),
                "account off " + scram("secret") + " disabled",
                "account deaf",
                "account wide " + scram("fin \u00fc"),
                "alias info = joe@example.org",
                "catchall = joe@example.org"));
        Domains domains = new Domains(new DomainFolder(home), new SubAddress("+"));
        logins = new Logins(domains::current, this::secret, 1, 64);
    }

    @AfterEach
    void close() {
        logins.close();
    }

    /** The one in the folder, read anew as after a restart. */
    private LoginSecret secret() {
        try {
            List<String> problems = new ArrayList<>();
            LoginSecret secret = LoginSecret.in(new DomainFolder(home), FEW, problems);
            assertThat(problems).isEmpty();
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String login(String name, String password) {
        return logins.password(name, password.toCharArray()).toCompletableFuture().join()
                .map(Address::toString).orElse("");
    }

    @Test
    void rightPassword() {
        assertThat(login("joe@example.org", "secret")).isEqualTo("joe@example.org");
        assertThat(login("JOE@EXAMPLE.ORG", "secret")).isEqualTo("joe@example.org");
        assertThat(login("old@example.org", "geheim\u00fc")).isEqualTo("old@example.org");
        assertThat(login("wide@example.org", "\ufb01n\u00a0u\u0308")).isEqualTo("wide@example.org"); // RFC 4013
    }

    @Test
    void everythingElse() {
        assertThat(login("joe@example.org", "Secret")).isEmpty();
        assertThat(login("joe@example.org", "secret\u0007")).isEmpty();
        assertThat(login("old@example.org", "geheimu\u0308")).isEmpty();
        for (String name : List.of("joe", "off@example.org", "deaf@example.org", "info@example.org", "any@example.org",
                "joe+tag@example.org", "joe@example.com", "", "@", "joe@example.org ")) {
            assertThat(login(name, "secret")).as(name).isEmpty();
        }
    }

    @Test
    void passwordMayBeOverwrittenAtOnce() {
        char[] password = "secret".toCharArray();
        CompletionStage<Optional<Address>> answer = logins.password("joe@example.org", password);
        Arrays.fill(password, 'x');
        assertThat(answer.toCompletableFuture().join()).isPresent();
    }

    @Test
    void credentialsForScram() {
        ScramCredentials joe = logins.scram("joe@example.org").toCompletableFuture().join();
        assertThat(joe.account()).contains(Address.parse("joe@example.org"));
        assertThat(joe.storedKey()).isEqualTo(ScramKeys.of("secret".toCharArray(), SALT, FEW).storedKey());
        ScramCredentials old = logins.scram("old@example.org").toCompletableFuture().join();
        assertThat(old.storedKey()).isEqualTo(ScramKeys.of("geheim\u00fc".toCharArray(), SALT, FEW).storedKey());
    }

    @Test
    void credentialsOfThoseWhoCannotLogInAreMadeUpAndStayTheSame() {
        for (String name : List.of("off@example.org", "deaf@example.org", "nobody@example.org", "nobody")) {
            ScramCredentials madeUp = logins.scram(name).toCompletableFuture().join();
            assertThat(madeUp.account()).isEmpty();
            assertThat(madeUp.salt()).hasSize(16);
            assertThat(madeUp.rounds()).isEqualTo(FEW); // as mail:account-passwd stores it
            assertThat(logins.scram(name).toCompletableFuture().join().salt()).isEqualTo(madeUp.salt());
        }
        assertThat(logins.scram("a@example.org").toCompletableFuture().join().salt())
                .isNotEqualTo(logins.scram("b@example.org").toCompletableFuture().join().salt());
    }

    /** However the name is written; an account is found as well by all of these. */
    @Test
    void madeUpCredentialsAreOfTheNameThatIsCompared() {
        byte[] salt = logins.scram("nobody@b\u00fccher.example").toCompletableFuture().join().salt();
        for (String same : List.of("NOBODY@B\u00dcCHER.example", "nobody@xn--bcher-kva.example",
                "\"nobody\"@b\u00fccher.example")) {
            assertThat(logins.scram(same).toCompletableFuture().join().salt()).as(same).isEqualTo(salt);
        }
        assertThat(logins.scram("nobody@example.org").toCompletableFuture().join().salt()).isNotEqualTo(salt);
    }

    /** A1: what the server says first by SCRAM does not tell who has an account. */
    @Test
    void serverFirstOfKnownAndUnknownNames() {
        String known = serverFirst("joe@example.org");
        for (String name : List.of("off@example.org", "deaf@example.org", "nobody@example.org", "joe@example.com", "joe")) {
            assertThat(serverFirst(name)).as(name).hasSameSizeAs(known).isEqualTo(serverFirst(name))
                    .matches("s=[A-Za-z0-9+/]{22}==,i=4096").isNotEqualTo(known);
        }
        assertThat(known).matches("s=[A-Za-z0-9+/]{22}==,i=4096").isEqualTo(serverFirst("joe@example.org"));
    }

    /** Without the nonce, which differs each time. */
    private String serverFirst(String name) {
        byte[] first = ("n,,n=" + name + ",r=nonce").getBytes(StandardCharsets.UTF_8);
        SaslStep step = new ScramExchange(logins, false, Optional.empty()).next(first).toCompletableFuture().join();
        String text = new String(((SaslStep.Challenge) step).data(), StandardCharsets.US_ASCII);
        return text.substring(text.indexOf(",s=") + 1);
    }

    @Test
    void trustedNames() {
        assertThat(logins.trusted("deaf@example.org").toCompletableFuture().join()).isPresent();
        assertThat(logins.trusted("off@example.org").toCompletableFuture().join()).isEmpty();
        assertThat(logins.trusted("any@example.org").toCompletableFuture().join()).isEmpty();
    }

    /** A1, A4: a name that is not there takes the same place among the few that hash; who finds none is refused at once. */
    @Test
    void hashingIsBounded() throws Exception {
        logins.close();
        Domains domains = new Domains(new DomainFolder(home), new SubAddress("+"));
        logins = new Logins(domains::current, () -> new LoginSecret(new byte[32], PasswordHash.ROUNDS), 1, 2);
        List<CompletionStage<Optional<Address>>> tries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            tries.add(logins.password("nobody@example.org", "guess".toCharArray()));
        }
        long refused = tries.stream().filter(answer -> answer.toCompletableFuture().isCompletedExceptionally()).count();
        System.out.println("A4: of 500 logins at once " + refused + " were refused");
        assertThat(refused).isGreaterThan(490);
        assertThat(tries.get(499).toCompletableFuture()).failsWithin(0, TimeUnit.SECONDS)
                .withThrowableThat().withCauseInstanceOf(RejectedExecutionException.class);
        tries.get(0).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** A1: how well the time tells names that are there from others; 0.5 is not at all. */
    @Test
    void timeOfKnownAndUnknownNames() throws Exception {
        int tries = Integer.getInteger("logins.timing", 2);
        String hash = PasswordHash.of("secret".toCharArray(), PasswordHash.ROUNDS).text();
        Files.writeString(home.resolve("example.org.domain"), "account joe " + hash);
        Domains domains = new Domains(new DomainFolder(home), new SubAddress("+"));
        logins.close();
        logins = new Logins(domains::current, () -> new LoginSecret(new byte[32], PasswordHash.ROUNDS), 1, 1);
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < tries; i++) {
            known.add(time("joe@example.org"));
            unknown.add(time("ann@example.org"));
        }
        long greater = known.stream().mapToLong(one -> unknown.stream().filter(other -> other > one).count()).sum();
        System.out.printf("A1: %d logins each, area under the curve %.3f%n", tries,
                Math.max(greater, tries * tries - greater) / (double) (tries * tries));
    }

    private long time(String name) {
        long began = System.nanoTime();
        assertThat(login(name, "guess")).isEmpty();
        return System.nanoTime() - began;
    }
}
