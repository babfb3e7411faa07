package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * testssl finds no weakness: protocols, kinds of ciphers, renegotiation and compression in each build, and all that it knows
 * with {@code -Dtls.scan=full}. The certificate is one that an authority of the test has signed, for testssl counts those of
 * the first start, which nobody has signed, as a weakness.
 */
class TlsScanIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final boolean FULL = "full".equals(System.getProperty("tls.scan"));
    private static final List<String> SHORT = List.of("--protocols", "--std", "--renegotiation", "--compression");
    private static final Pattern FINDING = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]*)\"[^}]*?\"severity\"\\s*:\\s*\"(\\w+)\"");

    /** What testssl could not look at here, or says of HTTP, and what its version 3.0.8 cannot do. */
    private static final Set<String> OF_TESTSSL = Set.of("engine_problem", "service", "sessionresumption_ID");

    private static final PostriderServer SERVER = PostriderServer.create("tls-scan");
    private static final Path FILES = SERVER.home().resolve("authority");

    @BeforeAll
    static void start() throws IOException {
        RealPeer openssl = RealPeer.needed("openssl");
        Files.createDirectories(FILES);
        openssl.run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", file("ca.key"), "-out", file("ca.crt"), "-days",
                "300", "-subj", "/CN=Authority").good();
        openssl.run("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", file("mail.key"),
                "-out", file("mail.csr"), "-subj", "/CN=mail.test").good();
        Files.writeString(FILES.resolve("extensions"), "subjectAltName=DNS:mail.test\nextendedKeyUsage=serverAuth\n"
                + "keyUsage=digitalSignature\ncrlDistributionPoints=URI:http://authority.test/revoked.crl\n");
        openssl.run("x509", "-req", "-in", file("mail.csr"), "-CA", file("ca.crt"), "-CAkey", file("ca.key"), "-CAcreateserial",
                "-days", "80", "-extfile", file("extensions"), "-out", file("mail.crt")).good();
        Path all = Files.writeString(FILES.resolve("mail.pem"), Files.readString(FILES.resolve("mail.crt"))
                + Files.readString(FILES.resolve("ca.crt")) + Files.readString(FILES.resolve("mail.key")));
        Files.setPosixFilePermissions(all, PosixFilePermissions.fromString("rw-------"));
        SERVER.configure("org.postrider.tls-mail.cfg", "certificate = " + all + "\n").start();
        await().atMost(PATIENCE).until(() -> SERVER.shell("mail:tls").output().contains("mail.test"));
    }

    private static String file(String name) {
        return FILES.resolve(name).toString();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void testsslFindsNoWeakness(String mode) throws IOException {
        Path json = FILES.resolve(mode + ".json");
        List<String> options = new ArrayList<>(List.of("--quiet", "--color", "0", "--warnings", "off", "--nodns", "none",
                "--add-ca", file("ca.crt"), "--ip", "127.0.0.1", "--jsonfile", json.toString()));
        options.addAll(FULL ? List.of() : SHORT);
        options.addAll(mode.equals("starttls") ? List.of("--starttls", "smtp", "mail.test:" + SERVER.submissionPort())
                : List.of("mail.test:" + SERVER.smtpsPort()));
        Result result = Programs.run(FILES, RealPeer.needed("testssl").command(options.toArray(String[]::new)),
                Duration.ofMinutes(FULL ? 20 : 2));
        Map<String, String> findings = findings(json);
        System.out.println("testssl, " + mode + ": " + findings.size() + " findings");
        assertThat(findings).as(result.output()).containsEntry("TLS1_3", "OK").containsEntry("TLS1_2", "OK")
                .containsEntry("SSLv3", "OK").containsEntry("cipherlist_STRONG", "OK").containsEntry("secure_renego", "OK");
        findings.keySet().removeAll(OF_TESTSSL);
        assertThat(findings.values()).as(result.output()).containsOnly("OK", "INFO");
    }

    /** What it has looked at, and how bad that is. */
    private static Map<String, String> findings(Path json) throws IOException {
        Map<String, String> findings = new HashMap<>();
        Matcher matcher = FINDING.matcher(Files.readString(json));
        while (matcher.find()) {
            findings.put(matcher.group(1), matcher.group(2));
        }
        return findings;
    }
}
