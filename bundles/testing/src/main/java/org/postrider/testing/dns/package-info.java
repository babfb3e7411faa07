/** A name server on the loopback interface, for tests of whatever looks names up. */
@Export
@Version("1.0.0")
package org.postrider.testing.dns;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
