package org.postrider.filter.http;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Stage;
import org.postrider.testing.filter.MailFilterContract;

class HookFilterContractTest implements MailFilterContract {

    private final PlayedHook hook = new PlayedHook();

    @AfterEach
    void close() {
        hook.close();
    }

    @Override
    public MailFilter filter() {
        return new HookFilter(hook.settings());
    }

    @Override
    public Set<Stage> stages() {
        return EnumSet.of(Stage.CONNECT, Stage.HELO, Stage.SENDER, Stage.RECIPIENT, Stage.MESSAGE);
    }
}
