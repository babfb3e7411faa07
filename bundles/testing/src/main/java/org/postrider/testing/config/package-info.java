/** Typed configuration for tests of components, without a framework. */
@Export
@Version("1.0.0")
package org.postrider.testing.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
