package org.postrider.smtp.etrn;

import java.util.Map;

import org.postrider.api.smtp.SmtpExtension;
import org.postrider.testing.admin.ListedQueue;
import org.postrider.testing.config.Configured;
import org.postrider.testing.extension.SmtpExtensionContract;

class EtrnContractTest implements SmtpExtensionContract {

    @Override
    public SmtpExtension extension() {
        Etrn etrn = new Etrn(Configured.with(EtrnConfig.class, Map.of("loggedIn", true)));
        etrn.queue(new ListedQueue());
        return etrn;
    }
}
