package org.postrider.filter.policy.service;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Stage;
import org.postrider.testing.filter.MailFilterContract;

class PolicyFilterContractTest implements MailFilterContract {

    private final FakePolicy policy = new FakePolicy();

    @AfterEach
    void close() {
        policy.close();
    }

    @Override
    public MailFilter filter() {
        return new PolicyFilter(stages(), policy.settings());
    }

    @Override
    public Set<Stage> stages() {
        return EnumSet.allOf(Stage.class);
    }
}
