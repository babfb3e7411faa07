package org.postrider.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Certificates and keys as text, RFC 7468. */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA");

    private Pem() {}

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static List<X509Certificate> chain(String text, Path file) throws UnusableCertificateException {
        List<X509Certificate> chain = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).equals("CERTIFICATE")) {
                chain.add(certificate(decoded(block.group(2), file), file));
            }
        }
        if (chain.isEmpty()) {
            throw new UnusableCertificateException(file + " has no certificate in PEM");
        }
        return chain;
    }

    private static X509Certificate certificate(byte[] der, Path file) throws UnusableCertificateException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new UnusableCertificateException(file + " has a certificate that cannot be read: " + e.getMessage(), e);
        }
    }

    /** The first private key. */
    static PrivateKey key(String text, String password, Path file) throws UnusableCertificateException {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            Optional<byte[]> key = pkcs8(block.group(1), block.group(2), password, file);
            if (key.isPresent()) {
                return privateKey(key.get(), file);
            }
        }
        throw new UnusableCertificateException(file + " has no private key in PEM");
    }

    private static Optional<byte[]> pkcs8(String label, String body, String password, Path file)
            throws UnusableCertificateException {
        return switch (label) {
            case "PRIVATE KEY" -> Optional.of(decoded(body, file));
            case "ENCRYPTED PRIVATE KEY" -> Optional.of(unlocked(decoded(body, file), password, file));
            case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> throw new UnusableCertificateException(file + " has the key as "
                    + label + "; allowed is PKCS#8: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEW_FILE");
            default -> Optional.empty();
        };
    }

    private static byte[] decoded(String body, Path file) throws UnusableCertificateException {
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new UnusableCertificateException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static byte[] unlocked(byte[] locked, String password, Path file) throws UnusableCertificateException {
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(locked);
            String algorithm = info.getAlgParameters() == null
                    ? info.getAlgName() : info.getAlgParameters().toString(); // PBES2 says there what it is
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())),
                    info.getAlgParameters());
            return info.getKeySpec(cipher).getEncoded();
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableCertificateException(file + " has a key that .password does not open", e);
        }
    }

    private static PrivateKey privateKey(byte[] pkcs8, Path file) throws UnusableCertificateException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException e) {
                // not of this kind
            }
        }
        throw new UnusableCertificateException(file + " has a key of another kind; allowed is EC or RSA");
    }
}
