package org.postrider.smtp.etrn;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.TlsInfo;

/** A client, as far as the extension looks at it. */
record Client(String address, String account, boolean encrypted, String role) {

    static Client at(String address) {
        return new Client(address, "", false, "mx");
    }

    /** One that has come by a Unix socket, and has no address. */
    static Client local() {
        return at("0.0.0.0");
    }

    Client encryptedOnly() {
        return new Client(address, "", true, role);
    }

    Client as(String name) {
        return new Client(address, name, true, role);
    }

    Client in(String otherRole) {
        return new Client(address, account, encrypted, otherRole);
    }

    Session session() {
        return (Session) Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[] {Session.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "id" -> "1";
                    case "role" -> role;
                    case "isUnixSocket" -> equals(local());
                    case "client" -> new InetSocketAddress(address, 4711);
                    case "account" -> Optional.of(account).filter(name -> !name.isEmpty()).map(Address::parse);
                    case "tls" -> encrypted ? Optional.of(new TlsInfo("TLSv1.3", "TLS_AES_128_GCM_SHA256",
                            Optional.empty(), Optional.empty(), Optional.empty())) : Optional.empty();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
