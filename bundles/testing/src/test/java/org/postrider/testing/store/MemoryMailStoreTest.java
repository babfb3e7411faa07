package org.postrider.testing.store;

import org.postrider.api.store.MailStore;

/** The store that tests use keeps the promises that they rely on. */
class MemoryMailStoreTest extends MailStoreContract {

    private final MailStore store = new MemoryMailStore();

    @Override
    protected MailStore openStore() {
        return store;
    }
}
