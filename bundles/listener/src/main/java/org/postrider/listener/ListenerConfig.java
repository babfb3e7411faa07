package org.postrider.listener;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(name = "Postrider listener", description = "A port or a Unix socket that clients connect to."
        + " A change counts for new connections; those that are open stay as they are.")
@interface ListenerConfig {

    @AttributeDefinition(description = "Identifies the listener in logs and for filters. Empty: what follows the dash in"
            + " the name of the file.")
    String name() default "";

    @AttributeDefinition(description = "Which engines get the connections.")
    String protocol() default "smtp";

    @AttributeDefinition(description = "What the engine shall do here.", options = {
        @Option(label = "mail from other servers", value = "mx"),
        @Option(label = "mail from users' programs", value = "submission"),
        @Option(label = "mail for the store, RFC 2033", value = "lmtp"),
        @Option(label = "no mail at all, RFC 7504", value = "closed")})
    String role() default "mx";

    /** What counts if the file does not say it. As defaults of the annotation they would look as if it did. */
    String DEFAULT_HOST = "127.0.0.1";
    String DEFAULT_PORT = "2525";
    String DEFAULT_TLS = "starttls";

    @AttributeDefinition(description = "Address or name of this machine to listen on; * for all of its addresses. Not with"
            + " socket.", defaultValue = DEFAULT_HOST)
    String host();

    @AttributeDefinition(description = "Port; 0 for any that is free. Not with socket.", min = "0", max = "65535",
            defaultValue = DEFAULT_PORT)
    int port();

    @AttributeDefinition(description = "Path of a Unix socket to listen on in place of host and port, relative to"
            + " POSTRIDER_HOME. Empty: none.")
    String socket() default "";

    @AttributeDefinition(description = "Permissions of its file in octal; who may write to it may connect.")
    String socketMode() default "0660";

    @AttributeDefinition(description = "Networks whose clients may send to any domain, separated by commas, e.g."
            + " 127.0.0.0/8, ::1.")
    String relayNetworks() default "";

    @AttributeDefinition(description = "Whether proxies connect here, which say in a PROXY header for whom.",
            options = {@Option(value = "off"), @Option(value = "on")})
    String proxyProtocol() default "off";

    @AttributeDefinition(description = "Networks of those proxies, separated by commas. With proxyProtocol = on nobody else"
            + " may connect.")
    String proxyNetworks() default "";

    @AttributeDefinition(description = "Networks whose clients may say XCLIENT and XFORWARD, separated by commas: they are"
            + " believed whom they speak for, and as whom that one has logged in.")
    String xclientNetworks() default "";

    @AttributeDefinition(description = "When connections are encrypted: never, when the client asks for it, or from the"
            + " first octet on. With socket, off unless it is set.", options = {@Option(value = "off"),
                @Option(value = "starttls"), @Option(value = "implicit")}, defaultValue = DEFAULT_TLS)
    String tls();

    @AttributeDefinition(description = "Whether mail is refused while the connection is not encrypted.")
    boolean tlsRequired() default false;

    @AttributeDefinition(description = "Whether clients are asked for a certificate. One that an authority of"
            + " clientAuthorities vouches for says who the client is; any other counts as none.",
            options = {@Option(value = "off"), @Option(value = "optional")})
    String clientCertificates() default "off";

    @AttributeDefinition(description = "File with the certificates of those authorities, in PEM. Read when the listener is"
            + " configured.")
    String clientAuthorities() default "";

    @AttributeDefinition(description = "Connections that the system holds until they are accepted. Counts when the port"
            + " is opened.", min = "1", max = "65535")
    int backlog() default 1024;

    @AttributeDefinition(description = "Open connections at all, those that are being refused included. One more is"
            + " closed without a word.", min = "1", max = "1000000")
    int maxConnections() default 4000;

    @AttributeDefinition(description = "Sessions at once, at most maxConnections.", min = "1", max = "1000000")
    int maxSessions() default 2000;

    @AttributeDefinition(description = "Sessions at once of one IPv4 address or one IPv6 /64.", min = "1",
            max = "1000000")
    int maxPerClient() default 50;

    @AttributeDefinition(description = "New sessions of one IPv4 address or one IPv6 /64 within a minute.", min = "1",
            max = "1000000")
    int maxNewPerMinute() default 300;

    @AttributeDefinition(description = "Networks for whose clients maxPerClient and maxNewPerMinute do not count,"
            + " separated by commas.")
    String trustedNetworks() default "127.0.0.0/8, ::1";
}
