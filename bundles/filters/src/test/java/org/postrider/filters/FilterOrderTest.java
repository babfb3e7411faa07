package org.postrider.filters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.postrider.api.filter.FailureAction;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Mode;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;

class FilterOrderTest {

    private static ConfiguredFilter filter(String name, Set<String> after, Set<String> before) {
        FilterSettings settings = new FilterSettings(
                Mode.ENFORCE, FailureAction.BY_PHASE, Duration.ofSeconds(1), 1, after, before);
        Declaration declaration = new Declaration(name, Set.of(Stage.DATA), Phase.GUARD, Set.of(), settings, "");
        InstalledFilter installed = new InstalledFilter(declaration, new MailFilter() { },
                new InstalledFilter.Origin("b", "1.0.0", 1, 1), Optional.empty(), System::nanoTime);
        return new ConfiguredFilter(installed, settings);
    }

    private static List<String> names(FilterOrder order) {
        return order.layers().stream().flatMap(List::stream).map(ConfiguredFilter::name).toList();
    }

    @Test
    void namesDecideWhereNothingElseDoes() {
        FilterOrder order = new FilterOrder(List.of(
                filter("c", Set.of(), Set.of()), filter("a", Set.of("not-there"), Set.of()), filter("b", Set.of(), Set.of())));
        assertThat(names(order)).containsExactly("a", "b", "c");
        assertThat(order.layers()).hasSize(1);
    }

    @Test
    void afterAndBeforeMeanTheSame() {
        FilterOrder order = new FilterOrder(List.of(filter("dmarc", Set.of("spf", "dkim"), Set.of()),
                filter("spf", Set.of(), Set.of("dmarc")), filter("dkim", Set.of(), Set.of())));
        assertThat(order.layers().stream().map(l -> l.stream().map(ConfiguredFilter::name).toList()))
                .containsExactly(List.of("dkim", "spf"), List.of("dmarc"));
    }

    @Test
    void circleIsNamedAndTheOthersKeepTheirPlace() {
        FilterOrder order = new FilterOrder(List.of(filter("a", Set.of("c"), Set.of()), filter("b", Set.of("a"), Set.of()),
                filter("c", Set.of("b"), Set.of()), filter("d", Set.of("c"), Set.of()), filter("e", Set.of(), Set.of("a"))));
        assertThat(names(order)).containsExactly("d", "e");
        assertThat(order.cycles()).containsOnlyKeys("a", "b", "c");
        assertThat(order.cycles().get("a")).isEqualTo("its order is a circle: a before b before c before a");
    }

    @Test
    void oneThatWaitsForItselfIsACircle() {
        FilterOrder order = new FilterOrder(List.of(filter("a", Set.of("a"), Set.of())));
        assertThat(order.cycles().get("a")).isEqualTo("its order is a circle: a before a");
        assertThat(order.layers()).isEmpty();
    }

    @RepeatedTest(200)
    void everyOrderIsKeptHoweverFiltersDependOnEachOther(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int count = 1 + random.nextInt(30);
        List<ConfiguredFilter> filters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Set<String> after = new HashSet<>();
            Set<String> before = new HashSet<>();
            for (int j = 0; j < count; j++) {
                if (j < i && random.nextInt(5) == 0) {
                    after.add(name(j, count));
                } else if (j > i && random.nextInt(5) == 0) {
                    before.add(name(j, count));
                }
            }
            filters.add(filter(name(i, count), after, before));
        }
        java.util.Collections.shuffle(filters, random);
        FilterOrder order = new FilterOrder(filters);
        assertThat(order.cycles()).isEmpty();
        List<String> names = names(order);
        assertThat(names).hasSize(count).doesNotHaveDuplicates();
        for (ConfiguredFilter filter : filters) {
            int place = names.indexOf(filter.name());
            assertThat(filter.settings().after()).allMatch(n -> names.indexOf(n) < place);
            assertThat(filter.settings().before()).allMatch(n -> names.indexOf(n) > place);
        }
    }

    /** Names whose alphabetical order has nothing to do with the dependencies. */
    private static String name(int i, int count) {
        return "f" + (i * 7_919 % 31) + "-" + i + "of" + count;
    }
}
