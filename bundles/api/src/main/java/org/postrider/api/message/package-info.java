/**
 * The values of mail: addresses, domains, envelopes, headers, and the message itself.
 *
 * <p>Records here are immutable and safe to share between threads. Parsing is strict: {@link Address} follows RFC 5321
 * for envelopes and is the only address parser of the system, so that the SMTP engine, the policy and the router never
 * disagree about who a recipient is. A malformed text is refused with an {@link IllegalArgumentException} that says what
 * was found.
 *
 * <p>A {@link org.postrider.api.message.Message} is its bytes. It is parsed only when somebody asks for headers or parts,
 * within limits, and it is never written back from the parsed form.
 */
@Export
@Version("1.0.0")
package org.postrider.api.message;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
