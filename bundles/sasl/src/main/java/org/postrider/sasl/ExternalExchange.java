package org.postrider.sasl;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslStep;

/**
 * EXTERNAL, RFC 4422 A: the client is whom its certificate names by an e-mail address (RFC 5280 4.2.1.6). One that names
 * several says which it means; one that names none is nobody.
 */
public final class ExternalExchange implements SaslExchange {

    private static final int RFC822_NAME = 1;

    private final X509Certificate certificate;
    private final Authenticator accounts;

    /** @param certificate verified, and proven to be the client's */
    public ExternalExchange(X509Certificate certificate, Authenticator accounts) {
        this.certificate = certificate;
        this.accounts = accounts;
    }

    @Override
    public CompletionStage<SaslStep> next(byte[] response) {
        Optional<String> actAs = Utf8.text(response);
        if (actAs.isEmpty() || actAs.get().indexOf('\0') >= 0) {
            return Steps.malformed();
        }
        List<String> names = new ArrayList<>(names());
        names.removeIf(name -> !actAs.get().isEmpty() && !name.equalsIgnoreCase(actAs.get()));
        return names.size() == 1
                ? accounts.trusted(names.get(0)).thenApply(account -> Steps.loggedIn(account, ""))
                : Steps.failure();
    }

    private List<String> names() {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return all == null ? List.of() : all.stream()
                    .filter(name -> name.get(0).equals(RFC822_NAME)).map(name -> (String) name.get(1)).distinct().toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
