package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every key is in the reference with its default, and what is shipped sets no key that there is not. */
class ConfigurationDocumentsTest {

    private static final List<Path> SHIPPED = SourceTree.files("karaf-distribution/src/main/resources/etc", ".cfg")
            .stream().filter(file -> file.getFileName().toString().startsWith("org.postrider.")).toList();

    @Test
    void everyKeyIsInTheReferenceWithItsDefault() {
        for (String bundle : SourceTree.bundles()) {
            for (Metatype metatype : Metatype.of(SourceTree.jar(bundle))) {
                Document page = Document.of("docs/reference/" + bundle + ".md");
                assertThat(metatype.attributes()).isNotEmpty().allSatisfy(key ->
                        assertThat(documented(page, key.id())).as(page.name() + ": " + metatype.pid() + " " + key.id())
                                .anyMatch(value -> isDefault(value, metatype, key)));
            }
        }
    }

    /** The defaults that the tables of a page give for a key; empty where they have no column for it. */
    private static List<String> documented(Document page, String key) {
        return page.rows().stream().filter(row -> Document.code(row.first()).contains(key)).map(row -> {
            List<String> keys = Document.code(row.first());
            String all = row.cell("default").orElse("");
            String[] each = all.split(", ", -1);
            return each.length == keys.size() ? each[keys.indexOf(key)] : all;
        }).map(value -> value.replace("`", "").replaceFirst("^(none|empty)\\b.*", "")).toList();
    }

    /** That of the code, or what the shipped file sets where only an installation knows it. */
    private static boolean isDefault(String value, Metatype metatype, Metatype.Attribute key) {
        Optional<String> shipped = shipped(metatype).map(p -> p.getProperty(key.id())).filter(v -> v.contains("$["));
        return value.equals(key.defaultValue()) || shipped.filter(value::equals).isPresent();
    }

    private static Optional<Properties> shipped(Metatype metatype) {
        return SHIPPED.stream().filter(file -> pid(file).equals(metatype.pid())).findFirst()
                .map(ConfigurationDocumentsTest::load);
    }

    @Test
    void everyKeyThatIsShippedExists() {
        List<Metatype> all = all();
        assertThat(SHIPPED).isNotEmpty().allSatisfy(file -> {
            Metatype metatype = all.stream().filter(m -> m.pid().equals(pid(file))).findFirst().orElseThrow();
            assertThat(metatype.attributes()).extracting(Metatype.Attribute::id)
                    .containsAll(load(file).stringPropertyNames());
        });
    }

    @Test
    void everyConfigurationThatIsThereOnceIsShippedWithAllItsKeysAtTheirDefaults() {
        for (Metatype metatype : all()) {
            if (!metatype.factory()) {
                Properties file = shipped(metatype).orElseThrow(() -> new AssertionError("no file " + metatype.pid()));
                assertThat(metatype.attributes()).as(metatype.pid()).allSatisfy(key ->
                        assertThat(file.getProperty(key.id())).as(key.id()).satisfiesAnyOf(
                                value -> assertThat(value).isEqualTo(key.defaultValue()),
                                value -> assertThat(value).contains("$[")));
            }
        }
    }

    private static List<Metatype> all() {
        return SourceTree.bundles().stream().flatMap(bundle -> Metatype.of(SourceTree.jar(bundle)).stream()).toList();
    }

    private static String pid(Path file) {
        return file.getFileName().toString().replaceFirst("(-[^-]*)?\\.cfg$", "");
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(SourceTree.read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
