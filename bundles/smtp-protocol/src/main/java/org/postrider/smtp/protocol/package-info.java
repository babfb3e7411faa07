/**
 * The server's side of SMTP without sockets: bytes in, replies out.
 *
 * <p>{@link org.postrider.smtp.protocol.SmtpMachine} is one session. It is used from one thread at a time (an event
 * loop), never blocks, and has no threads and no timers. It asks a {@link org.postrider.smtp.protocol.SmtpBackend} for
 * every decision and talks to its peer through a {@link org.postrider.smtp.protocol.Wire}; both are implemented by
 * whoever owns the socket.
 *
 * <p>Lines end in CRLF and in nothing else, and data end in {@code CRLF . CRLF} and in nothing else. Any leniency there
 * lets one server see two messages where another saw one, which is how mail is smuggled past its sender's checks.
 */
@Export
@Version("1.0.0")
package org.postrider.smtp.protocol;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
