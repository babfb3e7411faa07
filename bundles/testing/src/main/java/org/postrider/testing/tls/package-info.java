/**
 * Certificates and a client for tests of TLS. All certificates but one end in 2120; {@code short.pem} has expired at the
 * end of 2020. They are believed by {@code authority.pem}; {@code unknown-client.pem} is not.
 */
@Export
@Version("1.0.0")
package org.postrider.testing.tls;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
