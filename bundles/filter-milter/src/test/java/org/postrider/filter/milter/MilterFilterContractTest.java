package org.postrider.filter.milter;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Stage;
import org.postrider.testing.filter.MailFilterContract;

class MilterFilterContractTest implements MailFilterContract {

    private final FakeMilter milter = new FakeMilter();

    @AfterEach
    void close() {
        milter.close();
    }

    @Override
    public MailFilter filter() {
        return new MilterFilter(stages(), milter.settings());
    }

    @Override
    public Set<Stage> stages() {
        return EnumSet.allOf(Stage.class);
    }
}
