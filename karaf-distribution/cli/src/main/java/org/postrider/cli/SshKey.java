package org.postrider.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The key of the local operator: private part in {@code etc/shell.key}, public part in {@code etc/keys.properties}. */
final class SshKey {

    private static final int BITS = 3072;
    private static final String GROUP = "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh";

    private SshKey() {
    }

    static Path privateKey(Path home) {
        return home.resolve("etc/shell.key");
    }

    static void create(Path home, String user) throws IOException {
        KeyPair pair = generate();
        List<String> lines = new ArrayList<>();
        Path keys = home.resolve("etc/keys.properties");
        if (Files.exists(keys)) {
            lines.addAll(Files.readAllLines(keys));
        }
        lines.removeIf(line -> line.startsWith(user + " ") || line.startsWith(user + "="));
        lines.removeIf(line -> line.startsWith("_g_\\:admingroup"));
        lines.add(user + " = " + encode((RSAPublicKey) pair.getPublic()) + ",_g_:admingroup");
        lines.add(GROUP);
        PrivateFile.write(keys, String.join("\n", lines) + "\n");
        PrivateFile.write(privateKey(home), pem(pair.getPrivate().getEncoded()));
    }

    /** The public key as in the second column of an {@code id_rsa.pub}: RFC 4253 6.6. */
    static String encode(RSAPublicKey key) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        field(out, "ssh-rsa".getBytes(StandardCharsets.US_ASCII));
        field(out, key.getPublicExponent().toByteArray());
        field(out, key.getModulus().toByteArray());
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void field(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    private static String pem(byte[] pkcs8) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pkcs8);
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
