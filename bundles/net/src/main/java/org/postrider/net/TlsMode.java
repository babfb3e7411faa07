package org.postrider.net;

/** When the connections of a listener are encrypted. */
public enum TlsMode {
    /** Never. */
    OFF,
    /** When the client asks for it. */
    STARTTLS,
    /** From the first octet on, RFC 8314 3. */
    IMPLICIT
}
