/**
 * The client's side of SMTP: commands out, replies in, the message with its dots doubled. No threads, and no I/O but by
 * the {@link org.postrider.smtp.protocol.client.ClientWire} that a {@link
 * org.postrider.smtp.protocol.client.Conversation} is given; a decoder gets its limits in the constructor, and nothing that
 * a server sends is kept beyond them.
 */
@Export
@Version("1.0.0")
package org.postrider.smtp.protocol.client;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
