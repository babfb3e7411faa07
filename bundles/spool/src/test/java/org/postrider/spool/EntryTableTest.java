package org.postrider.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

final class EntryTableTest {

    private static final Place ANYWHERE = new Place(null, 0, 0);

    private final EntryTable table = new EntryTable();

    @Test
    void itIsASetOfIds() {
        Random random = new Random(1);
        Set<Long> model = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            long id = 1 + random.nextInt(3000);
            if (random.nextInt(100) < 45) {
                table.remove(id);
                model.remove(id);
            } else if (model.add(id)) {
                table.put(new Entry(id, ANYWHERE));
            }
            assertThat(table.get(id) != null).isEqualTo(model.contains(id));
            assertThat(table.size()).isEqualTo(model.size());
        }
        Set<Long> seen = new HashSet<>();
        table.forEach(entry -> assertThat(seen.add(entry.id())).isTrue());
        assertThat(seen).isEqualTo(model);
        for (long id = 1; id <= 3000; id++) {
            assertThat(table.get(id) != null).isEqualTo(model.contains(id));
        }
    }

    @Test
    void anIdEntersOnce() {
        table.put(new Entry(7, ANYWHERE));
        assertThatThrownBy(() -> table.put(new Entry(7, ANYWHERE))).isInstanceOf(IllegalStateException.class);
    }
}
