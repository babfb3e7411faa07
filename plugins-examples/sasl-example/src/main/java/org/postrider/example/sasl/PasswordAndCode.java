package org.postrider.example.sasl;

import java.time.Clock;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.smtp.Session;

/** X-PLAIN-TOTP: name and password as in PLAIN, and then the code that a device of the account shows. */
@Component(configurationPid = "org.postrider.example.sasl")
@Designate(ocd = PasswordAndCode.Configuration.class)
public final class PasswordAndCode implements SaslMechanism {

    /** What the administrator may set, in etc/org.postrider.example.sasl.cfg. */
    @ObjectClassDefinition(name = "SASL example", description = "Login by a password and a code that counts once.")
    public @interface Configuration {

        @AttributeDefinition(name = "Secrets", description = "joe@example.org=secret in hexadecimal digits, at least 32, "
                + "as the device has it; and more after commas. Accounts without one cannot log in so.")
        String[] _secrets() default {};
    }

    private final OneTimeCodes codes;

    @Activate
    public PasswordAndCode(Configuration configuration) {
        codes = new OneTimeCodes(configuration._secrets(), Clock.systemUTC());
    }

    @Override
    public String name() {
        return "X-PLAIN-TOTP";
    }

    @Override
    public int strength() {
        return 25; // PLAIN has 20
    }

    @Override
    public SaslExchange begin(Session session, Authenticator accounts) {
        return new CodeExchange(accounts, codes);
    }
}
