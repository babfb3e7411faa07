package org.postrider.tls;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Postrider certificate", description = "A certificate that the server shows to clients. Its"
        + " files are read again when they change; what cannot be used replaces nothing.")
@interface CertificateConfig {

    @AttributeDefinition(description = "File with the certificate and those that lead to an authority, in PEM, the"
            + " server's own first; or, if its name ends in .p12 or .pfx, PKCS#12 with the key.")
    String certificate();

    @AttributeDefinition(description = "File with the private key, PKCS#8 in PEM. Empty: it is in the file of the"
            + " certificate.")
    String key() default "";

    @AttributeDefinition(description = "Opens the key or the PKCS#12 file, e.g. $[secret:tls].",
            type = AttributeType.PASSWORD)
    String _password() default "";

    @AttributeDefinition(description = "Names of servers for which it is shown, separated by commas; *.example.org is any"
            + " one label before example.org. Empty: the names in the certificate.")
    String names() default "";

    @AttributeDefinition(description = "Whether it is shown to clients that name another server or none. If no"
            + " certificate says so, the first by name is.")
    boolean fallback() default false;
}
