package org.postrider.tls;

/** Files that are no certificate with its key; the message tells an administrator why. */
final class UnusableCertificateException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableCertificateException(String message) {
        super(message);
    }

    UnusableCertificateException(String message, Throwable cause) {
        super(message, cause);
    }
}
