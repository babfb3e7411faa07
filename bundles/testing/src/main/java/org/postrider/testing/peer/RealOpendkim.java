package org.postrider.testing.peer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;

/** opendkim: signs mail from example.org of one client, and verifies that of others. */
public final class RealOpendkim {

    private RealOpendkim() {}

    /**
     * Starts it.
     *
     * @param home for what it needs
     * @param client whose mail it signs
     */
    public static RealProgram start(Path home, Place place, String client) throws Exception {
        String program = RealProgram.needed("opendkim");
        return RealProgram.start(place, home.resolve("log"),
                List.of(program, "-f", "-x", configuration(home, place, client).toString()));
    }

    private static Path configuration(Path home, Place place, String client) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        KeyPair pair = generator.generateKeyPair();
        Base64.Encoder pem = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        Path key = Files.writeString(home.resolve("key"), "-----BEGIN PRIVATE KEY-----\n"
                + pem.encodeToString(pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
        Path keys = Files.writeString(home.resolve("keys"), "sel._domainkey.example.org v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()) + "\n");
        return Files.writeString(home.resolve("opendkim.conf"), """
                Socket %s
                Mode sv
                Domain example.org
                Selector sel
                KeyFile %s
                TestPublicKeys %s
                Canonicalization simple/simple
                InternalHosts %s
                AuthservID mx.example.org
                RequireSafeKeys no
                Background no
                """.formatted(place.milter(), key, keys, client));
    }
}
