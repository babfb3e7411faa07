package org.postrider.directory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

class AliasExpansionTest {

    private final Map<Domain, DomainTable> tables = new HashMap<>();

    private void domain(String name, String... lines) throws DomainFileException {
        Domain domain = new Domain(name);
        tables.put(domain, DomainTable.of(DomainFile.parse(domain, name, String.join("\n", lines))));
    }

    private Resolution resolve(String address) throws Exception {
        Snapshot snapshot = Snapshot.of(tables, Map.of(), new SubAddress("+"));
        return snapshot.resolve(Address.parse(address)).toCompletableFuture().get();
    }

    private static Resolution to(String... targets) {
        return new Resolution.Alias(List.of(targets).stream().map(Address::parse).toList());
    }

    @Test
    void aliasesAreFollowedThroughAllDomainsThatAreHere() throws Exception {
        domain("a", "alias all = staff@b, Ann@A, x@elsewhere", "account ann");
        domain("b", "alias STAFF = bob@b, ann@a, ann+work@a", "account bob");
        assertThat(resolve("All@a")).isEqualTo(to("bob@b", "ann@a", "ann+work@a", "Ann@a", "x@elsewhere"));
    }

    @Test
    void aSubAddressOfAnAliasIsFollowedToo() throws Exception {
        domain("a", "alias all = info+x@a", "alias info = ann@a", "account ann");
        assertThat(resolve("all@a")).isEqualTo(to("ann@a"));
        assertThat(resolve("info+y@a")).isEqualTo(to("ann@a"));
    }

    @Test
    void aCatchAllIsFollowedWhereAnAliasLeadsToNobody() throws Exception {
        domain("a", "alias all = nobody@b");
        domain("b", "catchall = bob@b", "account bob");
        assertThat(resolve("all@a")).isEqualTo(to("bob@b"));
        assertThat(resolve("whoever@b")).isEqualTo(to("bob@b"));
    }

    @Test
    void circlesAreRefusedInWords() throws Exception {
        domain("a", "alias one = two@a", "alias two = ONE+tag@a");
        assertThatThrownBy(() -> resolve("one@a")).isInstanceOf(AliasException.class)
                .hasMessageMatching("(one|two)@a leads back to itself: .*@a -> .*@a -> .*@a");
    }

    @Test
    void aCircleThroughSeveralDomainsNamesThemAll() throws Exception {
        domain("a", "alias one = two@b");
        domain("b", "alias two = nobody@c");
        domain("c", "catchall = one@a");
        assertThatThrownBy(() -> resolve("one@a")).isInstanceOfSatisfying(AliasException.class, e ->
                assertThat(e.domains()).containsExactlyInAnyOrder(new Domain("a"), new Domain("b"), new Domain("c")));
    }

    @Test
    void aCatchAllThatLeadsToNobodyInItsDomainIsACircle() throws Exception {
        domain("a", "catchall = nobody@a");
        assertThatThrownBy(() -> resolve("x@a")).hasMessage(
                "catchall of a leads back to itself: catchall of a -> catchall of a");
    }

    @Test
    void tenLevelsAndNoMore() throws Exception {
        domain("a", chain(10));
        assertThat(resolve("level1@a")).isEqualTo(to("end@elsewhere"));
        domain("a", chain(11));
        assertThatThrownBy(() -> resolve("level1@a")).isInstanceOf(AliasException.class)
                .hasMessageContaining("goes through more than 10 aliases");
    }

    private static String[] chain(int levels) {
        String[] lines = new String[levels];
        for (int i = 1; i < levels; i++) {
            lines[i - 1] = "alias level" + i + " = level" + (i + 1) + "@a";
        }
        lines[levels - 1] = "alias level" + levels + " = end@elsewhere";
        return lines;
    }

    @Test
    void aThousandTargetsInAllAndNoMore() throws Exception {
        domain("a", "alias all = half1@a, half2@a", half("half1", 499), half("half2", 498));
        assertThat(((Resolution.Alias) resolve("all@a")).targets()).hasSize(997);
        domain("a", "alias all = half1@a, half2@a", half("half1", 600), half("half2", 600));
        assertThatThrownBy(() -> resolve("all@a")).isInstanceOf(AliasException.class)
                .hasMessageContaining("leads to more than 1000 addresses");
    }

    private static String half(String name, int count) {
        StringBuilder line = new StringBuilder("alias ").append(name).append(" = ");
        for (int i = 0; i < count; i++) {
            line.append(i == 0 ? "" : ",").append(name).append('-').append(i).append("@elsewhere");
        }
        return line.toString();
    }

    @Test
    @Timeout(10)
    void aliasesThatMeetAgainAreFollowedOnce() throws Exception {
        String[] lines = new String[90];
        for (int level = 0; level < 9; level++) {
            for (int i = 0; i < 10; i++) {
                StringBuilder line = new StringBuilder("alias a" + level + "-" + i + " = ");
                for (int j = 0; j < 10; j++) {
                    line.append(j == 0 ? "" : ", ").append("a").append(level + 1).append("-").append(j).append("@a");
                }
                lines[level * 10 + i] = line.toString();
            }
        }
        domain("a", lines); // a billion ways from the top to the ten ends
        assertThat(((Resolution.Alias) resolve("a0-0@a")).targets()).hasSize(10);
    }
}
