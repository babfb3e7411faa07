package org.postrider.sasl.mechanisms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.directory.ScramCredentials;
import org.postrider.api.message.Address;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.sasl.SaslStep;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.sasl.EndPointBinding;
import org.postrider.testing.config.Configured;

class MechanismsTest {

    private static final Authenticator ACCOUNTS = new Authenticator() {
        @Override
        public CompletionStage<Optional<Address>> password(String name, char[] password) {
            return trusted(new String(password).equals("secret") ? name : "");
        }

        @Override
        public CompletionStage<ScramCredentials> scram(String name) {
            return CompletableFuture.completedFuture(
                    new ScramCredentials(Optional.empty(), new byte[16], 4096, new byte[32], new byte[32]));
        }

        @Override
        public CompletionStage<Optional<Address>> trusted(String name) {
            return CompletableFuture.completedFuture(Optional.of(name).filter("joe@example.org"::equals).map(Address::parse));
        }
    };

    private static X509Certificate certificate(String name) {
        try (InputStream in = MechanismsTest.class.getResourceAsStream(name + ".pem")) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static Session session(String server, String client) {
        Optional<TlsInfo> tls = Optional.of(new TlsInfo("TLSv1.3", "TLS_AES_256_GCM_SHA384", Optional.empty(),
                Optional.of(server).filter(it -> !it.isEmpty()).map(MechanismsTest::certificate),
                Optional.of(client).filter(it -> !it.isEmpty()).map(MechanismsTest::certificate)));
        return (Session) Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[] {Session.class},
                (self, method, arguments) -> method.getName().equals("tls") ? tls : null);
    }

    private static String say(SaslMechanism mechanism, Session session, String text) {
        SaslStep step = mechanism.begin(session, ACCOUNTS).next(text.getBytes(StandardCharsets.UTF_8))
                .toCompletableFuture().join();
        return step.getClass().getSimpleName();
    }

    private static MechanismsConfig config(boolean channelBinding) {
        return Configured.with(MechanismsConfig.class, Map.of("channelBinding", channelBinding));
    }

    private static SaslMechanism plus() {
        return new ScramSha256Plus(config(true));
    }

    private static SaslMechanism scram() {
        return new ScramSha256(config(true));
    }

    /** As delivered: clients that would choose it know other bindings only. */
    @Test
    void plusIsOfferedOnlyIfConfigured() {
        Session session = session("sha256", "");
        assertThat(new ScramSha256Plus(Configured.defaults(MechanismsConfig.class)).isOffered(session)).isFalse();
        assertThat(say(new ScramSha256(config(false)), session, "y,,n=joe,r=abc")).isEqualTo("Challenge");
    }

    @Test
    void strongestIsOfferedFirst() {
        List<SaslMechanism> mechanisms =
                List.of(plus(), scram(), new External(), new Plain(), new Login());
        assertThat(mechanisms).extracting(SaslMechanism::name)
                .containsExactly("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "EXTERNAL", "PLAIN", "LOGIN");
        assertThat(mechanisms).extracting(SaslMechanism::strength).containsExactly(50, 40, 30, 20, 10);
        assertThat(new Login().firstChallenge()).asString(StandardCharsets.US_ASCII).isEqualTo("Username:");
    }

    @Test
    void passwords() {
        Session session = session("sha256", "");
        assertThat(say(new Plain(), session, "\0joe@example.org\0secret")).isEqualTo("Success");
        assertThat(say(new Plain(), session, "\0joe@example.org\0secrets")).isEqualTo("Failure");
        assertThat(say(new Login(), session, "joe@example.org")).isEqualTo("Challenge");
    }

    @ParameterizedTest
    @CsvSource({"sha1, SHA-256", "sha256, SHA-256", "sha384, SHA-384", "sha512, SHA-512"})
    void bindingIsTheHashOfTheCertificate(String name, String hash) throws Exception {
        byte[] expected = MessageDigest.getInstance(hash).digest(certificate(name).getEncoded());
        assertThat(EndPointBinding.of(certificate(name))).hasValueSatisfying(it -> assertThat(it).isEqualTo(expected));
        assertThat(plus().isOffered(session(name, ""))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ed25519"})
    void plusIsOfferedOnlyWhereThereIsABinding(String server) {
        assertThat(plus().isOffered(session(server, ""))).isFalse();
        assertThat(say(scram(), session(server, ""), "y,,n=joe,r=abc")).isEqualTo("Challenge");
    }

    @Test
    void scramKnowsWhetherItsBetterHalfIsOffered() {
        Session session = session("sha256", "");
        assertThat(say(scram(), session, "y,,n=joe,r=abc")).isEqualTo("Failure");
        assertThat(say(scram(), session, "n,,n=joe,r=abc")).isEqualTo("Challenge");
        assertThat(say(plus(), session, "n,,n=joe,r=abc")).isEqualTo("Failure");
        assertThat(say(plus(), session, "p=tls-server-end-point,,n=joe,r=abc")).isEqualTo("Challenge");
    }

    @ParameterizedTest
    @CsvSource({
        "joe, '', Success", "joe, joe@example.org, Success", "joe, ann@example.org, Failure",
        "two, '', Failure", "two, joe@example.org, Success", "two, ann@example.org, Failure",
        "host, '', Failure", "host, joe@example.org, Failure"})
    void external(String client, String actAs, String step) {
        Session session = session("sha256", client);
        assertThat(new External().isOffered(session)).isTrue();
        assertThat(say(new External(), session, actAs)).isEqualTo(step);
    }

    @Test
    void externalIsForClientsWithACertificate() {
        assertThat(new External().isOffered(session("sha256", ""))).isFalse();
        assertThat(say(new External(), session("sha256", "joe"), "joe\0")).isEqualTo("Malformed");
    }
}
