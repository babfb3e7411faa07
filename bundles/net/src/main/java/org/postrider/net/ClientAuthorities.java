package org.postrider.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The authorities whose certificates of clients are believed. Looks nothing up: revocation is not checked. */
public final class ClientAuthorities {

    private static final int LONGEST_CHAIN = 8;

    private final String source;
    private final X509TrustManager trust;

    private ClientAuthorities(String source, X509TrustManager trust) {
        this.source = source;
        this.trust = trust;
    }

    /**
     * Reads a file of certificates in PEM.
     *
     * @throws IllegalArgumentException if there are none; the message says what was found
     */
    public static ClientAuthorities read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IllegalArgumentException(file + " has no certificate");
            }
            return new ClientAuthorities(file.toString(), trust(found));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e, e);
        }
    }

    private static X509TrustManager trust(Collection<? extends Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate authority : authorities) {
            store.setCertificateEntry(Integer.toString(number++), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance).map(X509TrustManager.class::cast).findFirst().orElseThrow();
    }

    /** Whether a chain that a client has shown leads to one of them. */
    boolean vouchFor(X509Certificate[] chain) {
        if (chain.length == 0 || chain.length > LONGEST_CHAIN) {
            return false;
        }
        try {
            trust.checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    /** Two from the same file are the same to a listener. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ClientAuthorities that && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source);
    }

    @Override
    public String toString() {
        return source;
    }
}
