/**
 * What every spool keeps to, as tests: a provider extends {@link org.postrider.testing.spool.SpoolContract} and
 * {@link org.postrider.testing.spool.SpoolFollowingContract}, and passes.
 */
@Export
@Version("1.0.0")
package org.postrider.testing.spool;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
