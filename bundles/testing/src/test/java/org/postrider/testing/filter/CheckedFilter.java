package org.postrider.testing.filter;

import java.time.Duration;
import java.util.Set;

import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;

/** A filter under the contract, whose tests are called one by one. */
record CheckedFilter(MailFilter filter, Set<Stage> stages, Phase phase) implements MailFilterContract {

    @Override
    public Duration deadline() {
        return Duration.ofSeconds(1);
    }
}
