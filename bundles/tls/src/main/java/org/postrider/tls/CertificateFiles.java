package org.postrider.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.postrider.net.TlsCertificate;

/**
 * Where a certificate and its key are.
 *
 * @param certificate PEM or PKCS#12
 * @param key PEM; the same file if it holds both
 * @param password opens what is locked
 */
record CertificateFiles(Path certificate, Path key, String password) {

    private static final int LARGEST = 1024 * 1024;

    /** What changes when a file changes. */
    record Stamp(long size, FileTime modified, String file) {}

    static CertificateFiles of(CertificateConfig config) {
        Path certificate = Path.of(config.certificate().strip());
        return new CertificateFiles(certificate, config.key().isBlank() ? certificate : Path.of(config.key().strip()),
                config._password());
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return certificate.equals(key) ? certificate.toString() : certificate + " and " + key;
    }

    /** Reads them; whatever is half written while they are read does not fit together and is not used. */
    TlsCertificate read() throws UnusableCertificateException {
        if (isPkcs12()) {
            return Pkcs12.read(bytes(certificate), password, certificate);
        }
        String chain = Pem.text(bytes(certificate));
        String locked = key.equals(certificate) ? chain : Pem.text(bytes(key));
        return new TlsCertificate(Pem.key(locked, password, key), Pem.chain(chain, certificate));
    }

    private boolean isPkcs12() {
        String name = certificate.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx");
    }

    private static byte[] bytes(Path file) throws UnusableCertificateException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new UnusableCertificateException(file + " has more than a megabyte, so it is no certificate");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UnusableCertificateException(file + " is not there", e);
        } catch (IOException e) {
            throw new UnusableCertificateException(file + " cannot be read: " + e, e);
        }
    }

    /** Whether users of this machine can read the key who need not. */
    boolean isKeyExposed() {
        try {
            return Files.getPosixFilePermissions(isPkcs12() ? certificate : key).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // gone since, or a system without such permissions
        }
    }

    /** Differs from an earlier one if a file has changed, come or gone. */
    Map<Path, Stamp> stamps() {
        Map<Path, Stamp> stamps = new LinkedHashMap<>();
        for (Path file : new Path[] {certificate, key}) {
            try {
                var found = Files.readAttributes(file, BasicFileAttributes.class);
                stamps.put(file, new Stamp(found.size(), found.lastModifiedTime(), String.valueOf(found.fileKey())));
            } catch (IOException e) {
                stamps.put(file, new Stamp(-1, FileTime.fromMillis(0), "")); // not there
            }
        }
        return stamps;
    }
}
