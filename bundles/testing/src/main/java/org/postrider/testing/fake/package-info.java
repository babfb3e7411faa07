/**
 * The services of the platform, in memory: for tests of whoever needs them. They keep the contracts of the API,
 * remember what they were given, and fail when they are told to.
 */
@Export
@Version("1.0.0")
package org.postrider.testing.fake;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
