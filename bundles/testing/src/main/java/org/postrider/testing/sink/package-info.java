/** An SMTP server on the loopback interface that takes everything and can behave badly, for tests of delivery. */
@Export
@Version("1.0.0")
package org.postrider.testing.sink;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
