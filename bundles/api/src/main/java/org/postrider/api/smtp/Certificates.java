package org.postrider.api.smtp;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** The certificates that are configured, for administration. Safe from any thread; nothing here waits. */
@ProviderType
public interface Certificates {

    /** All of them by name, also those that could not be read. */
    List<CertificateInfo> list();

    /** What encrypts, in words, e.g. {@code BoringSSL}. */
    String library();
}
