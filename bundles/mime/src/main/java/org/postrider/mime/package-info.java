/**
 * Reading and composing mail, within hard limits.
 *
 * <p>Reading is tolerant of form and strict about size: broken structure, encoding or parameters never throw, what is
 * there is yielded; a message beyond the limits throws {@link org.postrider.api.message.MessageLimitException}, so that
 * nothing passes because it was too big to look at. No class here keeps a stream open or starts a thread.
 */
@Export
@Version("1.0.0")
package org.postrider.mime;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
