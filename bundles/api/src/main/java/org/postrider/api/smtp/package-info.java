/**
 * What a plugin sees of an SMTP conversation: read-only views of the session and the transaction, and replies.
 *
 * <p>The views are live: they show the state at the time of the call and may be read from any thread while the call that
 * handed them out lasts. Keeping one longer is allowed but tells nothing useful.
 */
@Export
@Version("1.0.0")
package org.postrider.api.smtp;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
