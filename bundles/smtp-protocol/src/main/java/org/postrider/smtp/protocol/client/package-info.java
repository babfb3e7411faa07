/**
 * The client's side of SMTP: commands out, replies in, the message with its dots doubled. No I/O and no threads; a
 * decoder gets its limits in the constructor, and nothing that a server sends is kept beyond them.
 */
@Export
@Version("1.0.0")
package org.postrider.smtp.protocol.client;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
