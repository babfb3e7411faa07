/**
 * The test kit for extensions of SMTP: {@link org.postrider.testing.extension.SampleSession} is a client to ask them
 * with, and {@link org.postrider.testing.extension.SmtpExtensionContract} holds the tests that every extension passes.
 */
@Export
@Version("1.0.0")
package org.postrider.testing.extension;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
