/** Services as an administrator meets them, in memory, for tests of what lists and changes them. */
@Export
@Version("1.0.0")
package org.postrider.testing.admin;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
