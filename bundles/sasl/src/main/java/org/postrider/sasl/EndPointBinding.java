package org.postrider.sasl;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;

/**
 * The channel binding {@code tls-server-end-point}, RFC 5929 4: the hash of the server's certificate. A man in the middle
 * has another certificate, so what a client proves to him is worth nothing here.
 */
public final class EndPointBinding {

    /** Its name, as clients write it. */
    public static final String TYPE = "tls-server-end-point";

    private EndPointBinding() {}

    /** Empty for certificates whose signature does not say which hash, as those of Ed25519. */
    public static Optional<byte[]> of(X509Certificate certificate) {
        try {
            Optional<String> hash = hash(certificate.getSigAlgName().toUpperCase(Locale.ROOT));
            return hash.isEmpty() ? Optional.empty()
                    : Optional.of(MessageDigest.getInstance(hash.get()).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** RFC 5929 4.1: the hash of the signature, and SHA-256 in place of MD5 and SHA-1. */
    private static Optional<String> hash(String signature) {
        int with = signature.indexOf("WITH");
        return with < 0 ? Optional.empty() : switch (signature.substring(0, with)) {
            case "MD5", "SHA1", "SHA256" -> Optional.of("SHA-256");
            case "SHA384" -> Optional.of("SHA-384");
            case "SHA512" -> Optional.of("SHA-512");
            default -> Optional.empty();
        };
    }
}
