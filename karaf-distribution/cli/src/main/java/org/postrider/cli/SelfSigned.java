package org.postrider.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import javax.security.auth.x500.X500Principal;

/**
 * A certificate with which a server can encrypt before an authority has given it one: RFC 5280, for the server's name, in
 * {@code tls/self-signed.pem} together with its key. Good against whoever only listens.
 */
final class SelfSigned {

    private static final Duration VALIDITY = Duration.ofDays(3650);
    private static final byte[] ECDSA_WITH_SHA256 =
            Der.of(Der.SEQUENCE, Der.id(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
    private static final byte[] VERSION_3 = Der.of(0xa0, Der.of(Der.INTEGER, new byte[] {2}));
    private static final byte[] ALTERNATIVE_NAME = Der.id(0x55, 0x1d, 0x11);
    private static final byte[] BASIC_CONSTRAINTS = Der.id(0x55, 0x1d, 0x13);
    private static final byte[] EXTENDED_KEY_USAGE = Der.id(0x55, 0x1d, 0x25);
    private static final byte[] SERVER = Der.id(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01);
    private static final byte[] CRITICAL = Der.of(Der.BOOLEAN, new byte[] {(byte) 0xff});
    private static final int DNS_NAME = 0x82;
    private static final int LONGEST_COMMON_NAME = 64;

    private SelfSigned() {
    }

    static Path file(Path home) {
        return home.resolve("tls/self-signed.pem");
    }

    /** @param hostname what the server calls itself; what is no name of a host becomes localhost */
    static void create(Path home, String hostname, Instant now) throws IOException {
        Path file = file(home);
        if (!Files.isDirectory(file.getParent())) {
            Files.createDirectory(file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] certificate = certificate(pair, name(hostname), now);
            PrivateFile.write(file, pem("CERTIFICATE", certificate) + pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(String hostname) {
        try {
            String name = IDN.toASCII(hostname, IDN.USE_STD3_ASCII_RULES);
            return name.isEmpty() || name.startsWith("[") ? "localhost" : name;
        } catch (IllegalArgumentException e) { // an address, e.g.
            return "localhost";
        }
    }

    private static byte[] certificate(KeyPair pair, String name, Instant now) throws GeneralSecurityException {
        byte[] subject = new X500Principal(
                "CN=" + (name.length() > LONGEST_COMMON_NAME ? "Postrider" : name)).getEncoded();
        byte[] validity = Der.of(Der.SEQUENCE, Der.time(now), Der.time(now.plus(VALIDITY)));
        byte[] content = Der.of(Der.SEQUENCE, VERSION_3, serial(), ECDSA_WITH_SHA256, subject, validity, subject,
                pair.getPublic().getEncoded(), extensions(name));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(content);
        return Der.of(Der.SEQUENCE, content, ECDSA_WITH_SHA256,
                Der.of(Der.BIT_STRING, new byte[] {0}, signature.sign()));
    }

    private static byte[] serial() {
        return Der.of(Der.INTEGER, new BigInteger(127, new SecureRandom()).setBit(126).toByteArray()); // positive
    }

    private static byte[] extensions(String name) {
        byte[] names = Der.of(Der.SEQUENCE, Der.of(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII)));
        return Der.of(0xa3, Der.of(Der.SEQUENCE,
                Der.of(Der.SEQUENCE, BASIC_CONSTRAINTS, CRITICAL, Der.of(Der.OCTET_STRING, Der.of(Der.SEQUENCE))),
                Der.of(Der.SEQUENCE, EXTENDED_KEY_USAGE, Der.of(Der.OCTET_STRING, Der.of(Der.SEQUENCE, SERVER))),
                Der.of(Der.SEQUENCE, ALTERNATIVE_NAME, Der.of(Der.OCTET_STRING, names))));
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
