/**
 * Name resolution as mail needs it. Failure is a value: {@link org.postrider.api.dns.Answer.Status#FAILED} means that
 * nothing is known (time-out, SERVFAIL) and is a reason to try later, never to refuse.
 */
@Export
@Version("1.0.0")
package org.postrider.api.dns;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
