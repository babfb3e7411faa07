/**
 * Lets Karaf's shell know its user on Java 24 and newer, where {@code Subject.getSubject} always throws.
 *
 * <p>Exported for one reason: the classes of Karaf that are woven are linked to {@link CurrentSubject}. Nothing else
 * may use it, and no bundle of ours depends on it. Why it is like this: decision 8.
 */
@Export
@Version("1.0.0")
package org.postrider.karaf.subject;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
