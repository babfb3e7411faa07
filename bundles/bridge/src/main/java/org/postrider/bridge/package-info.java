/**
 * What filters have in common that ask another program: one filter for each configuration file, a connection whose waits have
 * a deadline, and what a program wrote as a reply or a line of a log. Has no threads of its own.
 */
@Export
@Version("1.0.0")
package org.postrider.bridge;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
