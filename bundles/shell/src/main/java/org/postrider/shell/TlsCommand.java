package org.postrider.shell;

import java.io.PrintStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.smtp.CertificateInfo;
import org.postrider.api.smtp.Certificates;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.api.smtp.Listeners;
import org.postrider.json.Json;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "tls", description = "Lists the certificates, and which listeners encrypt")
public final class TlsCommand extends ListingCommand {

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Certificates certificates = services.get(Certificates.class);
        List<ListenerInfo> listeners = services.find(Listeners.class).map(Listeners::list).orElse(List.of());
        if (json) {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("library", certificates.library());
            view.put("certificates", certificates.list().stream().map(Views::of).toList());
            view.put("listeners", listeners.stream().map(Views::of).toList());
            out.println(Json.write(view));
            return;
        }
        out.println("Encrypted by " + certificates.library() + ".");
        print(certificates.list(), out);
        Table table = new Table("Listener", "Address", "TLS").whenEmpty("No listener is configured.");
        listeners.forEach(it -> table.row(it.name(), it.place(), it.tls()));
        table.print(out);
    }

    private static void print(List<CertificateInfo> certificates, PrintStream out) {
        Table table = new Table("Certificate", "For", "Fallback", "Expires", ">Days", "Issuer", "Problem")
                .whenEmpty("No certificate is configured: there is no etc/org.postrider.tls-<name>.cfg.");
        Instant now = Instant.now();
        for (CertificateInfo it : certificates) {
            table.row(it.name(), String.join(", ", it.names()), it.fallback() ? "yes" : "",
                    it.certificate().map(TlsCommand::expires).map(Instant::toString).orElse(""),
                    it.certificate().map(TlsCommand::expires).map(end -> Days.until(end, now)).map(Object::toString)
                            .orElse(""),
                    it.selfSigned() ? "itself" : it.certificate().map(TlsCommand::issuer).orElse(""), it.problem());
        }
        table.print(out);
    }

    private static Instant expires(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private static String issuer(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().getName();
    }
}
