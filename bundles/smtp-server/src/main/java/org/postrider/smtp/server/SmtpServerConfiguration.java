package org.postrider.smtp.server;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** How SMTP is spoken, on all listeners. A change counts for new sessions. */
@ObjectClassDefinition(
        name = "Postrider SMTP server",
        description = "How SMTP is spoken, on all listeners. A change counts for new sessions.")
public @interface SmtpServerConfiguration {

    @AttributeDefinition(description = "What the server calls itself in its greeting and in Received fields:"
            + " a domain that resolves to it, or an address literal.")
    String hostname() default "localhost";

    @AttributeDefinition(description = "Whom RCPT TO:<postmaster> without a domain is for;"
            + " empty means postmaster at the host name.")
    String postmaster() default "";

    @AttributeDefinition(min = "65536", max = "2147483647", description = "Octets of a message.")
    long sizeLimit() default 36_700_160;

    @AttributeDefinition(min = "100", max = "100000", description = "Recipients of a message.")
    int recipients() default 1000;

    @AttributeDefinition(min = "0", max = "2147483647", description = "Messages of a session; 0 means any number.")
    int messages() default 1000;

    @AttributeDefinition(min = "1", max = "10000",
            description = "Permanent refusals without an accepted message between them, then the session ends.")
    int errors() default 20;

    @AttributeDefinition(min = "1", max = "100000",
            description = "Commands that bring no mail without an accepted message between them,"
                    + " then the session ends.")
    int junk() default 100;

    @AttributeDefinition(min = "1000", max = "102400", description = "Octets of a header block.")
    int headerOctets() default 102_400;

    @AttributeDefinition(min = "10", max = "1000", description = "Lines of a header block.")
    int headerLines() default 1000;

    @AttributeDefinition(min = "1", max = "1000", description = "Received fields of a message; more are a loop.")
    int hops() default 50;

    @AttributeDefinition(
            options = {@Option(value = "normalize", label = "normalize"), @Option(value = "reject", label = "reject")},
            description = "What becomes of a message with a CR or LF that stands alone: it is made CRLF,"
                    + " or the message is refused. It never ends a message.")
    String bareLineFeed() default "normalize";

    @AttributeDefinition(
            options = {@Option(value = "normalize", label = "normalize"), @Option(value = "reject", label = "reject")},
            description = "The same on listeners with the role submission.")
    String submissionBareLineFeed() default "reject";

    @AttributeDefinition(
            options = {@Option(value = "strict", label = "strict"), @Option(value = "envelope", label = "envelope"),
                @Option(value = "off", label = "off")},
            description = "Whether who has logged in may send as somebody else: its own addresses only, in the envelope and"
                    + " in the header; in the envelope; or any.")
    String senderPolicy() default "strict";

    @AttributeDefinition(min = "0", max = "1000000",
            description = "Messages that an account may submit in an hour; 0 means any number.")
    int accountMessagesPerHour() default 500;

    @AttributeDefinition(min = "0", max = "60000",
            description = "Milliseconds before the greeting; who talks meanwhile is sent away.")
    int greetingDelay() default 0;

    @AttributeDefinition(min = "0", max = "60", description = "Seconds that a new client waits for its greeting while the"
            + " spool, the directory or the filters are not there, as at the start of the server; then it is refused for now.")
    int serviceWait() default 10;

    @AttributeDefinition(min = "1", max = "3600", description = "Seconds that a client may take for its first command.")
    int greetingTimeout() default 300;

    @AttributeDefinition(min = "1", max = "3600", description = "Seconds that a client may take for a command.")
    int commandTimeout() default 300;

    @AttributeDefinition(min = "1", max = "3600", description = "Seconds without any octet of a message.")
    int dataTimeout() default 300;

    @AttributeDefinition(min = "1", max = "1000000",
            description = "Octets per second that a client must send on average while it sends a message.")
    int dataRate() default 500;

    @AttributeDefinition(min = "1", max = "3600", description = "Seconds over which that average is taken.")
    int dataWindow() default 30;

    @AttributeDefinition(min = "1", max = "3600",
            description = "Seconds that filters may take for a complete message; then it is refused for now.")
    int finishTimeout() default 300;

    @AttributeDefinition(min = "1", max = "60", description = "Seconds that a TLS handshake may take.")
    int tlsTimeout() default 10;

    @AttributeDefinition(min = "60", max = "604800", description = "Seconds that a session may last.")
    int sessionTimeout() default 86_400;

    @AttributeDefinition(min = "0", max = "100",
            description = "Percent of a listener's sessions that are in use; from then on its clients are held as follows."
                    + " 0 means never.")
    int stressFrom() default 80;

    @AttributeDefinition(min = "1", max = "60",
            description = "Seconds that fewer must be in use, then all is as usual again.")
    int stressCalm() default 30;

    @AttributeDefinition(min = "1", max = "3600",
            description = "Seconds that a client may then take for a command, without any octet of a message,"
                    + " and over which the rate of a message is averaged.")
    int stressTimeout() default 10;

    @AttributeDefinition(min = "1", max = "10000",
            description = "Permanent refusals that a client may then collect; with the last the session ends.")
    int stressErrors() default 1;

    @AttributeDefinition(min = "1", max = "100000",
            description = "Commands that a client may then say that neither bring nor prepare mail, as NOOP and RSET;"
                    + " with one more the session ends.")
    int stressJunk() default 1;

    @AttributeDefinition(min = "0", max = "100",
            description = "Percent of heap or direct memory in use from which on no mail is accepted for now;"
                    + " new sessions from nine tenths of it on. 0 means never.")
    int memoryLimit() default 80;

    @AttributeDefinition(description = "Whether clients can log in on listeners without the role submission."
            + " Only in encrypted sessions, here as there.")
    boolean auth() default false;

    @AttributeDefinition(description = "Whether clients can log in on listeners with the role submission.")
    boolean submissionAuth() default true;

    @AttributeDefinition(min = "0", max = "10000", description = "Milliseconds before the answer to a failed login.")
    int loginDelay() default 1000;

    @AttributeDefinition(min = "1", max = "100000",
            description = "Failed logins of a client, of IPv6 a /64, within ten minutes; then it is not listened to.")
    int loginFailures() default 10;

    @AttributeDefinition(min = "1", max = "100000",
            description = "Failed logins for an account within an hour; then only clients that logged in to it before"
                    + " are listened to.")
    int accountFailures() default 100;

    @AttributeDefinition(min = "0", max = "300",
            description = "Seconds that transactions under way are given to end when this bundle stops.")
    int drain() default 30;
}
