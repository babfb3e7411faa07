/**
 * The way out of the queue: a {@link org.postrider.api.delivery.Router} says where a recipient's mail goes, a
 * {@link org.postrider.api.delivery.Transport} takes it there.
 *
 * <p>Both are called on worker threads of the queue and may block within the time that their configuration allows.
 * Routers are asked in descending {@code service.ranking}; the first that answers wins. A transport is found by the
 * service property {@code mail.transport}, which a {@link org.postrider.api.delivery.Route} names.
 */
@Export
@Version("1.0.0")
package org.postrider.api.delivery;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
