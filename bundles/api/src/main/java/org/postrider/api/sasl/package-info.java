/**
 * Ways to log in, RFC 4422: a mechanism is a service, and protocols offer those that are there.
 *
 * <p>A mechanism speaks its own small protocol of challenges and responses and decides nothing about accounts: it asks
 * the {@link org.postrider.api.directory.Authenticator} that it is given, which counts tries and limits them. It is
 * called on the event loop and must not block; what takes time is a {@link java.util.concurrent.CompletionStage}.
 */
@Export
@Version("1.0.0")
package org.postrider.api.sasl;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
