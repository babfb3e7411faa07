package org.postrider.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;

import org.postrider.net.TlsCertificate;

/** Certificates and keys in one locked file, RFC 7292. */
final class Pkcs12 {

    private Pkcs12() {}

    /** The first entry that has a key. */
    static TlsCertificate read(byte[] bytes, String password, Path file) throws UnusableCertificateException {
        char[] opener = password.toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), opener);
            for (String alias : Collections.list(store.aliases())) {
                Certificate[] chain = store.getCertificateChain(alias);
                if (chain != null && store.getKey(alias, opener) instanceof PrivateKey key) {
                    return new TlsCertificate(key, Arrays.stream(chain).map(X509Certificate.class::cast).toList());
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableCertificateException(file + " is no PKCS#12 file that .password opens", e);
        }
        throw new UnusableCertificateException(file + " has no private key with its certificate");
    }
}
