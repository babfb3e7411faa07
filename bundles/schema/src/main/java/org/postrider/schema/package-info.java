/**
 * What a bundle says about its configuration (OSGi Metatype), and what is wrong with values that do not fit: for the
 * running server and for the check before a start. Pure functions; nothing here does I/O but read the stream it is given.
 */
@Export
@Version("1.0.0")
package org.postrider.schema;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
