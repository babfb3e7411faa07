package org.postrider.mime;

import java.util.ArrayList;
import java.util.List;

import org.postrider.api.filter.Edit;
import org.postrider.api.message.Header;

/** The fields of a header while edits are applied to them, one after another. */
final class FieldEdits {

    private final List<RawField> fields;

    FieldEdits(List<RawField> fields) {
        this.fields = new ArrayList<>(fields);
    }

    List<RawField> result() {
        return fields;
    }

    /** Passes over what is no edit of a header. */
    void apply(Edit edit) {
        if (edit instanceof Edit.AddHeader add) {
            fields.add(0, RawField.of(add.header()));
        } else if (edit instanceof Edit.InsertHeader insert) {
            fields.add(below(insert.position()), RawField.of(insert.header()));
        } else if (edit instanceof Edit.RemoveHeader remove) {
            remove(remove.name(), remove.occurrence());
        } else if (edit instanceof Edit.ReplaceHeader replace) {
            replace(replace.header(), replace.occurrence());
        }
    }

    static boolean isOne(Edit edit) {
        return edit instanceof Edit.AddHeader || edit instanceof Edit.InsertHeader || edit instanceof Edit.RemoveHeader
                || edit instanceof Edit.ReplaceHeader;
    }

    /** Where so many well-formed fields are above. */
    private int below(int count) {
        int place = 0;
        for (int seen = 0; seen < count && place < fields.size(); place++) {
            seen += fields.get(place).isNamed() ? 1 : 0;
        }
        return place;
    }

    /** The place of the n-th field of a name, counted from 1; -1 if there is none. */
    private int place(String name, int occurrence) {
        int seen = 0;
        for (int place = 0; place < fields.size(); place++) {
            seen += fields.get(place).isNamed(name) ? 1 : 0;
            if (seen == occurrence) {
                return place;
            }
        }
        return -1;
    }

    private void remove(String name, int occurrence) {
        if (occurrence == 0) {
            fields.removeIf(f -> f.isNamed(name));
            return;
        }
        int place = place(name, occurrence);
        if (place >= 0) {
            fields.remove(place);
        }
    }

    private void replace(Header header, int occurrence) {
        int place = place(header.name(), Math.max(1, occurrence));
        if (occurrence == 0) {
            remove(header.name(), 0);
            fields.add(Math.max(0, place), RawField.of(header));
        } else if (place >= 0) {
            fields.set(place, RawField.of(header));
        } else {
            fields.add(RawField.of(header));
        }
    }
}
