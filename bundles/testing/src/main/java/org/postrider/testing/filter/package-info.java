/**
 * The test kit for filters: {@link org.postrider.testing.filter.FilterHarness} calls one without a server around it,
 * and {@link org.postrider.testing.filter.MailFilterContract} holds the tests that every filter passes.
 */
@Export
@Version("1.0.0")
package org.postrider.testing.filter;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
