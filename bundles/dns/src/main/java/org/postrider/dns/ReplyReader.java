package org.postrider.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postrider.api.dns.Answer.Status;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Reads a reply of a recursive server. Only the answer section counts, and there only the owner that was asked for and
 * the names its aliases lead to: anything else a reply brings along is not believed and not kept.
 */
final class ReplyReader {
    private static final int MAX_ALIASES = 16;
    private static final long MAX_TTL = Duration.ofDays(1).toSeconds();
    private static final long MAX_NEGATIVE_TTL = Duration.ofMinutes(5).toSeconds();

    private ReplyReader() {}

    /** @param trusted whether the server's word about DNSSEC counts */
    static Outcome read(Question question, Message reply, boolean trusted) {
        int rcode = reply.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            return Outcome.FAILED; // SERVFAIL, REFUSED and the like say nothing about the name
        }
        return follow(question, reply, trusted && reply.getHeader().getFlag(Flags.AD));
    }

    private static Outcome follow(Question question, Message reply, boolean authenticated) {
        int rcode = reply.getRcode();
        List<Record> section = reply.getSection(Section.ANSWER);
        Name owner = question.name();
        long ttl = MAX_TTL;
        for (int hop = 0; hop <= MAX_ALIASES; hop++) {
            List<Record> found = of(section, owner, question.type());
            if (!found.isEmpty()) {
                return new Outcome(Status.FOUND, found, authenticated, Duration.ofSeconds(min(found, ttl)));
            }
            List<Record> alias = of(section, owner, Type.CNAME);
            if (alias.isEmpty()) {
                return new Outcome(nothing(rcode), List.of(), authenticated, Duration.ofSeconds(negative(reply, ttl)));
            }
            ttl = min(alias, ttl);
            owner = ((CNAMERecord) alias.get(0)).getTarget();
        }
        return Outcome.FAILED; // a chain of aliases without end
    }

    private static Status nothing(int rcode) {
        return rcode == Rcode.NXDOMAIN ? Status.NO_SUCH_NAME : Status.NO_DATA;
    }

    private static List<Record> of(List<Record> section, Name owner, int type) {
        List<Record> found = new ArrayList<>();
        for (Record record : section) {
            if (record.getType() == type && record.getName().equals(owner)) {
                found.add(record);
            }
        }
        return found;
    }

    private static long min(List<Record> records, long ttl) {
        return records.stream().mapToLong(Record::getTTL).reduce(ttl, Math::min);
    }

    /** RFC 2308 5: the smaller of the SOA's minimum and its own TTL. */
    private static long negative(Message reply, long ttl) {
        long limit = Math.min(ttl, MAX_NEGATIVE_TTL);
        for (Record record : reply.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord soa) {
                return Math.min(limit, Math.min(soa.getMinimum(), soa.getTTL()));
            }
        }
        return Math.min(limit, 60);
    }
}
