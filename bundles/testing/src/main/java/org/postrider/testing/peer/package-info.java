/**
 * Programs that the server asks or talks to: one that a test plays, and real ones of the system, each on a socket of this
 * machine.
 */
@Export
@Version("1.0.0")
package org.postrider.testing.peer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
