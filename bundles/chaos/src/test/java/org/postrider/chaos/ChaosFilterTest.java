package org.postrider.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.testing.config.Configured;
import org.postrider.testing.filter.FilterHarness;
import org.postrider.testing.filter.MailFilterContract;

/** A filter that does nothing keeps the contract of filters; one that fails does so as it is told. */
class ChaosFilterTest implements MailFilterContract {

    private static ChaosFilter.Settings settings(Map<String, Object> values) {
        return Configured.with(ChaosFilter.Settings.class, values);
    }

    private static ChaosFilter filter(Map<String, Object> values) {
        return new ChaosFilter(settings(values));
    }

    private static Verdict verdict(MailFilter filter) {
        return new FilterHarness(filter).recipient("joe@example.org").onMessage("Subject: a\n\nb\n");
    }

    @Override
    public MailFilter filter() {
        return filter(Map.of());
    }

    @Override
    public Set<Stage> stages() {
        return EnumSet.allOf(Stage.class);
    }

    @ParameterizedTest
    @CsvSource({"runtime-exception,IllegalStateException", "checked-exception,Exception", "interrupted,InterruptedException",
        "assertion,AssertionError", "no-class,NoClassDefFoundError", "linkage,LinkageError",
        "stack-overflow,StackOverflowError"})
    void throwsWhatItIsTold(String fault, String type) {
        assertThat(catchThrowable(() -> filter(Map.of("fault", fault)).onData(null)).getClass().getSimpleName()).isEqualTo(type);
    }

    @Test
    void aFaultIsAtItsStageOnly() {
        MailFilter filter = filter(Map.of("fault", "null", "stages", "DATA, HELO"));
        assertThat(filter.onData(null)).isNull();
        assertThat(filter.onHelo(null, "x")).isNull();
        assertThat(verdict(filter).action()).isEqualTo(new Action.Pass());
    }

    @Test
    void eachFaultHasItsTurn() {
        MailFilter filter = filter(Map.of("fault", "each"));
        List<String> thrown = IntStream.range(0, 8).mapToObj(i -> catchThrowable(() -> filter.onData(null)))
                .map(t -> t == null ? "null" : t.getClass().getSimpleName()).toList();
        assertThat(thrown).doesNotHaveDuplicates().contains("StackOverflowError", "LinkageError", "null");
        assertThat(catchThrowable(() -> filter.onData(null)).getClass().getSimpleName()).isEqualTo(thrown.get(0));
    }

    @Test
    void aShareOfTheCallsFails() {
        MailFilter filter = filter(Map.of("fault", "null", "share", 30));
        assertThat(IntStream.range(0, 10_000).filter(i -> filter.onData(null) == null).count()).isBetween(2_500L, 3_500L);
    }

    @Test
    void whatIsNotAllowedIsNamedAndChangesNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> filter(Map.of("fault", "no-clas")))
                .withMessageStartingWith("fault is \"no-clas\", allowed is one of pass, runtime-exception, ");
        assertThatIllegalArgumentException().isThrownBy(() -> filter(Map.of("stages", "DATA,LUNCH")))
                .withMessage("stages has \"LUNCH\", allowed are CONNECT, HELO, SENDER, RECIPIENT, DATA, MESSAGE, END");
        assertThatIllegalArgumentException().isThrownBy(() -> filter(Map.of("share", 0)))
                .withMessage("share is 0, allowed is 1 to 100");
        ChaosFilter running = filter(Map.of("fault", "null"));
        running.modified(settings(Map.of("latency", -1)));
        assertThat(running.onData(null)).isNull();
        running.modified(settings(Map.of()));
        assertThat(running.onData(null)).isNotNull();
    }
}
