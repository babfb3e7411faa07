package org.postrider.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.postrider.api.filter.FailureAction;
import org.postrider.api.filter.FilterInfo;
import org.postrider.api.filter.Filters;
import org.postrider.api.filter.Mode;

/** Settings of the filter that is named before them: every choice where there are few, else the present value. */
@Service
public final class FilterSettingCompleter extends NameCompleter {

    @Override
    Stream<String> names(Services services, CommandLine line) {
        List<String> words = Arrays.asList(line.getArguments());
        Map<String, String> present = services.find(Filters.class).stream()
                .flatMap(filters -> filters.list().stream())
                .filter(it -> words.contains(it.name())).findFirst()
                .map(FilterInfo::settings).orElse(Map.of());
        Stream<String> free = Stream.of("deadline", "concurrency", "after", "before")
                .map(key -> key + "=" + present.getOrDefault(key, ""));
        return Stream.of(choices("mode", Mode.values()), choices("onFailure", FailureAction.values()), free)
                .flatMap(it -> it);
    }

    private static Stream<String> choices(String key, Enum<?>[] values) {
        return Arrays.stream(values).map(it -> key + "=" + it.name().toLowerCase(Locale.ROOT));
    }
}
