/**
 * Who lives here: domains, accounts and aliases.
 *
 * <p>Look-ups are made by the SMTP engine on its event loop. They return at once with a
 * {@link java.util.concurrent.CompletionStage}; an implementation that must wait for a network or a disk completes it on
 * a thread of its own, with a deadline. A look-up that cannot be answered completes exceptionally and makes the engine
 * answer with a temporary error; it never makes an address unknown.
 */
@Export
@Version("1.0.0")
package org.postrider.api.directory;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
