/**
 * SASL on the server's side: PLAIN (RFC 4616), LOGIN, SCRAM-SHA-256 with and without channel binding (RFC 5802, 7677),
 * EXTERNAL (RFC 4422 A), OAUTHBEARER (RFC 7628) and XOAUTH2, each as an exchange that takes bytes and gives bytes; the keys that SCRAM stores; and how names
 * and passwords are prepared (RFC 4013). Nothing here does I/O, blocks, or keeps a password.
 */
@Export
@Version("1.1.0")
package org.postrider.sasl;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
