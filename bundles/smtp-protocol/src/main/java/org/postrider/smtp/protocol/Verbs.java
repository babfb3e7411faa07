package org.postrider.smtp.protocol;

import java.util.Map;

/** The commands by name. */
final class Verbs {

    private static final Verb UNKNOWN = new UnknownVerb();
    private static final Verb UNSUPPORTED = new UnsupportedVerb();
    private static final Verb HTTP = new HttpVerb();

    private static final Map<String, Verb> ALL = Map.ofEntries(
            Map.entry("EHLO", new EhloVerb(false)),
            Map.entry("LHLO", new EhloVerb(true)),
            Map.entry("HELO", new HeloVerb()),
            Map.entry("MAIL", new MailVerb()),
            Map.entry("RCPT", new RcptVerb()),
            Map.entry("DATA", new DataVerb()),
            Map.entry("BDAT", new BdatVerb()),
            Map.entry("RSET", new RsetVerb()),
            Map.entry("NOOP", new NoopVerb()),
            Map.entry("VRFY", new VrfyVerb()),
            Map.entry("EXPN", new ExpnVerb()),
            Map.entry("HELP", new HelpVerb()),
            Map.entry("QUIT", new QuitVerb()),
            Map.entry("STARTTLS", new StartTlsVerb()),
            Map.entry("AUTH", new AuthVerb()),
            Map.entry("ETRN", UNSUPPORTED),
            Map.entry("ATRN", UNSUPPORTED),
            Map.entry("XCLIENT", new XclientVerb()),
            Map.entry("XFORWARD", new XforwardVerb()),
            Map.entry("TURN", UNSUPPORTED),
            Map.entry("SEND", UNSUPPORTED),
            Map.entry("SOML", UNSUPPORTED),
            Map.entry("SAML", UNSUPPORTED),
            Map.entry("GET", HTTP),
            Map.entry("HEAD", HTTP),
            Map.entry("POST", HTTP),
            Map.entry("PUT", HTTP),
            Map.entry("OPTIONS", HTTP),
            Map.entry("CONNECT", HTTP));

    private Verbs() {}

    /** Ours, else that of an extension. */
    static Verb find(String name, Extensions extensions) {
        Verb ours = ALL.getOrDefault(name, UNKNOWN);
        return ours == UNKNOWN || ours == UNSUPPORTED
                ? extensions.verb(name).<Verb>map(ExtensionVerb::new).orElse(ours) : ours;
    }

    static boolean isOurs(String name) {
        return ALL.containsKey(name);
    }
}
