package org.postrider.smtp.server;

import java.util.List;
import java.util.Optional;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.directory.Directory;
import org.postrider.api.event.MailEvent;
import org.postrider.api.filter.Filters;
import org.postrider.api.queue.Spool;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.trace.Trace;
import org.postrider.net.TlsContexts;

/** The services of the platform as they are at this moment. Any of them may be replaced or absent. */
interface Services {

    /** Whether all is there that is needed to take mail, and while the server starts, what users need to log in. */
    default boolean areThere() {
        return filters().isPresent() && spool().isPresent() && directory().isPresent() && (isSettled() || hasLogins());
    }

    private boolean hasLogins() {
        return certificates().isPresent() && authenticator().isPresent() && !mechanisms().isEmpty();
    }

    /** Whether the start is over: what is not there now may never come. */
    boolean isSettled();

    Optional<Spool> spool();

    Optional<Directory> directory();

    Optional<Filters> filters();

    /** What to encrypt with, if there is anything. */
    Optional<TlsContexts> certificates();

    /** Who may log in, if anybody can say. */
    Optional<Authenticator> authenticator();

    /** How clients can log in. */
    List<SaslMechanism> mechanisms();

    /** What a new session can do beyond the protocol. */
    ExtensionSet extensions();

    /** Keeps the trace, if traces are kept. */
    void keep(Trace trace);

    /** Tells the observers, if there are any. */
    void publish(MailEvent event);

    Meters meters();

    /** Whether there is memory for more. */
    MemoryBudget memory();
}
