/**
 * Sockets: what a listener tells a session engine about a connection, networks in CIDR notation, the choice of a
 * transport, the PROXY protocol, deadlines, TLS, and closing so that the last reply arrives.
 *
 * <p>Everything here runs on the event loop of the channel it is used with, unless it says otherwise. The package has no
 * threads of its own.
 */
@Export
@Version("1.0.0")
package org.postrider.net;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
