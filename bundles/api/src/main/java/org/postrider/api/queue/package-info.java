/**
 * Durable storage of accepted mail, and the schedule of its delivery.
 *
 * <p>The {@link org.postrider.api.queue.Spool} owns the disk: what its commit has acknowledged survives a crash. The
 * {@link org.postrider.api.queue.Queue} owns the schedule and no disk: it follows the spool and can be replaced while
 * mail is accepted.
 */
@Export
@Version("1.0.0")
package org.postrider.api.queue;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
