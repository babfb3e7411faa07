package org.postrider.smtp.etrn;

import java.util.List;

import org.postrider.api.message.Domain;

/**
 * What a client names: RFC 1985 5.1.
 *
 * @param name as it is told to the client, in ASCII
 * @param targets what mail that is; none if we do not know it
 */
record Node(String name, List<Target> targets) {

    Node {
        targets = List.copyOf(targets);
    }

    boolean includes(Domain domain) {
        return targets.stream().anyMatch(target -> target.includes(domain));
    }

    boolean overlaps(Node other) {
        return targets.stream().anyMatch(mine -> other.targets.stream().anyMatch(mine::overlaps));
    }
}
