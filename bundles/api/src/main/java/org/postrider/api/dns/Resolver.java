package org.postrider.api.dns;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/**
 * DNS look-ups. Methods return at once; their stages complete within the configured time and never exceptionally.
 * Names are given without trailing dot; letters outside ASCII are converted.
 */
@ProviderType
public interface Resolver {

    /** Mail exchangers, by preference; those of equal preference in random order (RFC 5321 5.1). */
    CompletionStage<Answer<MxRecord>> mx(String domain);

    /** IPv6 and IPv4 addresses of a host. */
    CompletionStage<Answer<InetAddress>> addresses(String host);

    /** TXT records, the strings of each joined. */
    CompletionStage<Answer<String>> txt(String name);

    /** Names of an address, not verified. */
    CompletionStage<Answer<String>> names(InetAddress address);
}
