/**
 * Why a message was treated as it was: every step of every transaction, with who decided what, and how long it took.
 */
@Export
@Version("1.0.0")
package org.postrider.api.trace;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
