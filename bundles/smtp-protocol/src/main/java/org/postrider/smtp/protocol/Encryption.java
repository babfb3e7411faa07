package org.postrider.smtp.protocol;

/** Whether a connection in clear text can be encrypted. */
public enum Encryption {
    /** It cannot, and need not be asked for. */
    OFF,
    /** It could, but for something that is missing at the moment. */
    ABSENT,
    /** It can. */
    OFFERED
}
