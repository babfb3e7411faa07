/**
 * The contract that filters are written against.
 *
 * <p>A plugin implements {@link org.postrider.api.filter.MailFilter}, marks it with
 * {@link org.postrider.api.filter.Filter} and returns a {@link org.postrider.api.filter.Verdict}. It is called on a
 * thread of the platform and may block within its deadline. A filter that throws, or that does not return in time, is
 * treated as its {@code onFailure} says; the session lives on. Filters decide; who only wants to be told implements
 * {@link org.postrider.api.event.MailObserver}.
 *
 * <p>Order of the calls in a session: {@code onConnect}, {@code onHelo} (each EHLO or HELO), then per transaction
 * {@code onSender}, {@code onRecipient} (each RCPT), {@code onData} (before 354), {@code onMessage} (after the final
 * dot, before the message is acknowledged), and at last {@code onEnd}. Within one stage the phases run GUARD, EVIDENCE, DECIDE, REWRITE.
 */
@Export
@Version("1.0.0")
package org.postrider.api.filter;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
