/** What every mail store must pass, whatever it keeps its messages in. */
@Export
@Version("1.0.0")
package org.postrider.testing.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
