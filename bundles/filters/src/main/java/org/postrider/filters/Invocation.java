package org.postrider.filters;

import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Verdict;

/** The method of a filter that a stage calls, with its arguments. */
@FunctionalInterface
interface Invocation {

    Verdict call(MailFilter filter);
}
