/**
 * Where mail comes to rest. A {@link org.postrider.api.store.MailStore} opens the mailbox of an account; appending is
 * begin, write, commit or abort, and a commit that returned is on disk.
 *
 * <p>Calls may block. A store may be called from several threads at once, also for the same mailbox.
 */
@Export
@Version("1.0.0")
package org.postrider.api.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
