/**
 * The values of the api as JSON (RFC 8259): one shape wherever they are shown to a program, in the shell, in the web
 * console and over HTTP. Pure functions; nothing here does I/O.
 */
@Export
@Version("1.0.0")
package org.postrider.json;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
