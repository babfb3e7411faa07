package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Builds bundles that break the rules of direction, and reads what Maven says. */
class PlantedRulesIT {

    private static Result build;

    @BeforeAll
    static void build() throws IOException {
        Path planted = Distribution.work().resolveSibling("planted");
        Directories.delete(planted);
        Directories.copy(Path.of("src/test/planted"), planted);
        build = Programs.run(planted, Map.of(), List.of(System.getProperty("maven.home") + "/bin/mvn", "-B", "-q", "-o",
                "-DskipTests", "--fail-at-end", "package"));
    }

    @Test
    void theBuildBreaks() {
        assertThat(build.code()).isNotZero();
        assertThat(build.output()).doesNotContain("on project org.postrider.planted.provider:");
    }

    @Test
    void nobodyImportsAProvider() {
        assertThat(build.output()).contains("on project org.postrider.planted.importer:")
                .contains("Let the two meet in org.postrider.api");
    }

    @Test
    void aProviderExportsNothing() {
        assertThat(build.output()).contains("on project org.postrider.planted.exporter:")
                .contains("a provider exports org.postrider.planted.exporter: remove @Export");
    }

    @Test
    void anExportShowsExportedTypesOnly() {
        assertThat(build.output()).contains("on project org.postrider.planted.leaker:")
                .contains("private references [org.postrider.planted.leaker.hidden]");
    }

    @Test
    void aComponentIsPublic() {
        assertThat(build.output()).contains("on project org.postrider.planted.hidden:")
                .contains("must be publicly accessible");
    }
}
