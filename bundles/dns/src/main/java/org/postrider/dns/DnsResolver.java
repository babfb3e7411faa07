package org.postrider.dns;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.dns.Answer;
import org.postrider.api.dns.Answer.Status;
import org.postrider.api.dns.MxRecord;
import org.postrider.api.dns.Resolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NioClient;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Looks names up at recursive name servers. Equal questions that are asked at the same time are sent once. */
@Component(service = Resolver.class, configurationPid = "org.postrider.dns")
@Designate(ocd = DnsConfig.class)
public final class DnsResolver implements Resolver {
    private static final Logger LOG = LoggerFactory.getLogger(DnsResolver.class);

    private final Map<Question, CompletableFuture<Outcome>> asked = new ConcurrentHashMap<>();
    private volatile Sources sources;

    @Activate
    public DnsResolver(DnsConfig config) {
        sources = Sources.of(config);
    }

    /** A configuration that is not allowed changes nothing; another one forgets what was remembered. */
    @Modified
    void modified(DnsConfig config) {
        try {
            sources = Sources.of(config);
        } catch (IllegalArgumentException e) {
            LOG.error("org.postrider.dns.cfg is not used, what was configured before stays: {}", e.getMessage());
        }
    }

    @Deactivate
    void close() {
        NioClient.close(); // the library's thread; it starts again when it is needed
    }

    @Override
    public CompletionStage<Answer<MxRecord>> mx(String domain) {
        return ask(domain, Type.MX).thenApply(o -> answer(o, shuffled(o.records()), DnsResolver::mx));
    }

    private static MxRecord mx(Record record) {
        MXRecord mx = (MXRecord) record;
        return new MxRecord(mx.getPriority(), text(mx.getTarget()));
    }

    /** RFC 5321 5.1: by preference, equal ones in random order. */
    private static List<Record> shuffled(List<Record> records) {
        List<Record> order = new ArrayList<>(records);
        Collections.shuffle(order);
        order.sort(Comparator.comparingInt(r -> ((MXRecord) r).getPriority()));
        return order;
    }

    @Override
    public CompletionStage<Answer<InetAddress>> addresses(String host) {
        List<InetAddress> known = sources.hosts().flatMap(h -> Question.of(host, Type.A).map(q -> h.find(q.name())))
                .orElse(List.of());
        if (!known.isEmpty()) {
            return CompletableFuture.completedFuture(new Answer<>(Status.FOUND, known, false, Duration.ofMinutes(1)));
        }
        return ask(host, Type.AAAA).thenCombine(ask(host, Type.A), DnsResolver::join);
    }

    private static Answer<InetAddress> join(Outcome six, Outcome four) {
        List<Record> all = new ArrayList<>(six.records());
        all.addAll(four.records());
        Duration ttl = six.ttl().compareTo(four.ttl()) < 0 ? six.ttl() : four.ttl();
        Status status = !all.isEmpty() ? Status.FOUND : joined(six.status(), four.status());
        Outcome both = new Outcome(status, all, six.authenticated() && four.authenticated(), ttl);
        return answer(both, all, DnsResolver::address);
    }

    /** Of two without records: a failure may hide some, and a name that has one type exists. */
    private static Status joined(Status six, Status four) {
        if (six == Status.FAILED || four == Status.FAILED) {
            return Status.FAILED;
        }
        return six == four ? six : Status.NO_DATA;
    }

    private static InetAddress address(Record record) {
        return record instanceof ARecord a ? a.getAddress() : ((AAAARecord) record).getAddress();
    }

    @Override
    public CompletionStage<Answer<String>> txt(String name) {
        return ask(name, Type.TXT).thenApply(o -> answer(o, o.records(), DnsResolver::joined));
    }

    /** RFC 7208 3.3: the strings of one record are joined without a space. */
    private static String joined(Record record) {
        StringBuilder text = new StringBuilder();
        for (byte[] part : ((TXTRecord) record).getStringsAsByteArrays()) {
            text.append(new String(part, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    @Override
    public CompletionStage<Answer<String>> names(InetAddress address) {
        return ask(new Question(ReverseMap.fromAddress(address), Type.PTR))
                .thenApply(o -> answer(o, o.records(), r -> text(((PTRRecord) r).getTarget())));
    }

    private static String text(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT).replaceAll("^@$|^\\.$", "");
    }

    private static <T> Answer<T> answer(Outcome outcome, List<Record> records, Function<Record, T> reader) {
        return new Answer<>(outcome.status(), records.stream().map(reader).toList(), outcome.authenticated(),
                outcome.ttl());
    }

    private CompletionStage<Outcome> ask(String name, int type) {
        return Question.of(name, type).map(this::ask)
                .orElse(CompletableFuture.completedFuture(Outcome.NO_SUCH_NAME));
    }

    private CompletionStage<Outcome> ask(Question question) {
        Sources now = sources;
        Optional<Outcome> known = now.cache().find(question);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        CompletableFuture<Outcome> mine = new CompletableFuture<>();
        CompletableFuture<Outcome> other = asked.putIfAbsent(question, mine);
        if (other != null) {
            return other;
        }
        now.servers().ask(question).whenComplete((outcome, failure) -> {
            Outcome safe = failure == null ? outcome : Outcome.FAILED;
            now.cache().keep(question, safe);
            asked.remove(question, mine);
            mine.complete(safe);
        });
        return mine;
    }
}
