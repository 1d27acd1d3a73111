package dev.rudp.transport.endpoint;

/// The numbers 0..count-1 that are not in use: a stack, so that few are touched when few are
/// needed.
final class FreeIds {
    static final int NONE = -1;

    private final int[] ids;
    private int size;

    FreeIds(int count) {
        ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = count - 1 - i;
        }
        size = count;
    }

    /// {@return a free number, or [#NONE]}
    int take() {
        return size == 0 ? NONE : ids[--size];
    }

    void give(int id) {
        assert size < ids.length;
        ids[size++] = id;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int used() {
        return ids.length - size;
    }
}
