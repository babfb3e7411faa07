package org.postrider.filter.policy.service;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** The certificate of a client as Postfix tells of it: common names, and fingerprints by SHA-256. */
final class CertificateText {

    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    private CertificateText() {}

    /** The attributes; empty without a certificate. */
    static Map<String, String> of(Optional<X509Certificate> certificate) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("ccert_subject", certificate.map(one -> commonName(one.getSubjectX500Principal())).orElse(""));
        attributes.put("ccert_issuer", certificate.map(one -> commonName(one.getIssuerX500Principal())).orElse(""));
        attributes.put("ccert_fingerprint", certificate.map(one -> fingerprint(encoded(one))).orElse(""));
        attributes.put("ccert_pubkey_fingerprint",
                certificate.map(one -> fingerprint(one.getPublicKey().getEncoded())).orElse(""));
        return attributes;
    }

    private static String commonName(X500Principal principal) {
        try {
            return new LdapName(principal.getName()).getRdns().stream().filter(rdn -> "CN".equalsIgnoreCase(rdn.getType()))
                    .map(Rdn::getValue).map(value -> xtext(value.toString())).findFirst().orElse("");
        } catch (InvalidNameException e) {
            return "";
        }
    }

    /** RFC 3461 4: what is not printable ASCII, and + and =, as + and two hexadecimal digits. */
    private static String xtext(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > ' ' && octet < 0x7f && octet != '+' && octet != '=';
            encoded.append(plain ? Character.toString(octet) : "+" + HexFormat.of().withUpperCase().toHexDigits(octet));
        }
        return encoded.toString();
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // it was decoded from what it is encoded to
        }
    }

    private static String fingerprint(byte[] octets) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
