package org.postrider.smtp.protocol;

import java.util.Set;

/** The names that are the server's own, or must not come to mean anything else. */
public final class ReservedNames {

    private static final Set<String> KEYWORDS = Set.of("8BITMIME", "AUTH", "BINARYMIME", "CHUNKING", "DSN",
            "ENHANCEDSTATUSCODES", "EXPN", "HELP", "PIPELINING", "REQUIRETLS", "SIZE", "SMTPUTF8", "STARTTLS", "VRFY",
            "XCLIENT", "XFORWARD");
    private static final Set<String> PARAMETERS = Set.of("AUTH", "BODY", "ENVID", "NOTIFY", "ORCPT", "REQUIRETLS", "RET",
            "SIZE", "SMTPUTF8");
    private static final Set<String> FREE_VERBS = Set.of("ETRN", "ATRN");

    private ReservedNames() {}

    public static boolean isKeyword(String name) {
        return KEYWORDS.contains(name);
    }

    /** Of MAIL or RCPT. */
    public static boolean isParameter(String name) {
        return PARAMETERS.contains(name);
    }

    public static boolean isVerb(String name) {
        return Verbs.isOurs(name) && !FREE_VERBS.contains(name);
    }
}
