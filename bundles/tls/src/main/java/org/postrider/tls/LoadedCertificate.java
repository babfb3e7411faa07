package org.postrider.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.SslContext;
import org.postrider.net.TlsCertificate;

/**
 * A certificate that can be used.
 *
 * @param leaf the server's own
 * @param context encrypts with it
 */
record LoadedCertificate(X509Certificate leaf, SslContext context) {

    private static final byte[] PROOF = "Postrider".getBytes(StandardCharsets.US_ASCII);

    /** @throws UnusableCertificateException if the files, or what is in them, do not go together */
    static LoadedCertificate read(CertificateFiles files) throws UnusableCertificateException {
        TlsCertificate found = files.read();
        X509Certificate leaf = found.chain().get(0);
        if (!belong(found.key(), leaf)) {
            throw new UnusableCertificateException(
                    files + ": the key is not that of the first certificate, " + leaf.getSubjectX500Principal());
        }
        try {
            return new LoadedCertificate(leaf, found.context());
        } catch (SSLException | IllegalArgumentException e) {
            throw new UnusableCertificateException(files + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean belong(PrivateKey key, X509Certificate leaf) {
        try {
            String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(PROOF);
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(leaf.getPublicKey());
            verifying.update(PROOF);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether its time has come and is not over. */
    boolean isValid(Instant now) {
        return !now.isBefore(leaf.getNotBefore().toInstant()) && now.isBefore(expires());
    }

    boolean isSelfSigned() {
        return leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal());
    }

    Instant expires() {
        return leaf.getNotAfter().toInstant();
    }

    /** Whole days until it expires; negative when it has. */
    long daysLeft(Instant now) {
        return Math.floorDiv(Duration.between(now, expires()).toSeconds(), Duration.ofDays(1).toSeconds());
    }
}
