/**
 * What happened, told to whoever wants to know. Observers are told and never asked: they cannot change or delay mail.
 *
 * <p>{@link org.postrider.api.event.MailEvent} is an open set: a later version may tell of more, so an observer ignores
 * what it does not know.
 */
@Export
@Version("1.0.0")
package org.postrider.api.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
