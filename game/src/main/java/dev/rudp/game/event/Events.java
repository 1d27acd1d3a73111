package dev.rudp.game.event;

import java.nio.charset.StandardCharsets;

/// The events of one tick as rows, in order of (phase, actor's turn, number): each phase walks
/// entities in ascending order and appends, so the order is that of appending. At the next tick's
/// start it is emptied. Full: further events are counted and left out; nothing in the rules depends
/// on an event being kept. Owner: the world thread. Allocates nothing after construction.
public final class Events {
    /// In column c of [EventKind#DAMAGED].
    public static final int CRITICAL = 1;

    /// In column c of [EventKind#DAMAGED]: a shield took all of it.
    public static final int ABSORBED = 2;

    private static final int TEXT_BYTES_PER_ROW = 16;

    private final EventKind[] kind;
    private final Audience[] audience;
    private final int[] address;
    private final int[] phase;
    private final int[] actor;
    private final int[] other;
    private final int[] a;
    private final int[] b;
    private final int[] c;
    private final long[] id;
    private final int[] x;
    private final int[] y;
    private final int[] textStart;
    private final int[] textLength;
    private final byte[] texts;
    private int textEnd;
    private int count;
    private int currentPhase;
    private int tick;
    private long lost;
    private boolean lastLost;

    public Events(int capacity) {
        kind = new EventKind[capacity];
        audience = new Audience[capacity];
        address = new int[capacity];
        phase = new int[capacity];
        actor = new int[capacity];
        other = new int[capacity];
        a = new int[capacity];
        b = new int[capacity];
        c = new int[capacity];
        id = new long[capacity];
        x = new int[capacity];
        y = new int[capacity];
        textStart = new int[capacity];
        textLength = new int[capacity];
        texts = new byte[capacity * TEXT_BYTES_PER_ROW];
    }

    /// Empties it for a new tick.
    public void begin(int newTick) {
        tick = newTick;
        count = 0;
        textEnd = 0;
        currentPhase = 0;
    }

    /// Says that what follows belongs to the next phase of the tick.
    public void nextPhase() {
        currentPhase++;
    }

    /// Adds a row. {@return whether there was room}
    public boolean add(
            EventKind what, Audience to, int toAddress, int who, int whom, int one, int two) {
        lastLost = count == kind.length;
        if (lastLost) {
            lost++;
            return false;
        }
        kind[count] = what;
        audience[count] = to;
        address[count] = toAddress;
        phase[count] = currentPhase;
        actor[count] = who;
        other[count] = whom;
        a[count] = one;
        b[count] = two;
        c[count] = 0;
        id[count] = 0;
        x[count] = 0;
        y[count] = 0;
        textLength[count] = 0;
        count++;
        return true;
    }

    /// Adds a row about the area around a place.
    public boolean addAt(EventKind what, int who, int whom, int one, int two, int atX, int atY) {
        if (!add(what, Audience.AREA, 0, who, whom, one, two)) {
            return false;
        }
        x[count - 1] = atX;
        y[count - 1] = atY;
        return true;
    }

    /// Gives the row that was added last more numbers; nothing if it found no room.
    public void detail(int three, long longId) {
        if (lastLost) {
            return;
        }
        c[count - 1] = three;
        id[count - 1] = longId;
    }

    /// Gives the row that was added last a text; one without room is left out.
    public void text(byte[] from, int offset, int length) {
        if (lastLost || textEnd + length > texts.length) {
            lost++;
            return;
        }
        System.arraycopy(from, offset, texts, textEnd, length);
        textStart[count - 1] = textEnd;
        textLength[count - 1] = length;
        textEnd += length;
    }

    public int count() {
        return count;
    }

    public EventKind kind(int i) {
        return kind[i];
    }

    public Audience audience(int i) {
        return audience[i];
    }

    public int address(int i) {
        return address[i];
    }

    public int phase(int i) {
        return phase[i];
    }

    public int actor(int i) {
        return actor[i];
    }

    public int other(int i) {
        return other[i];
    }

    public int a(int i) {
        return a[i];
    }

    public int b(int i) {
        return b[i];
    }

    public int c(int i) {
        return c[i];
    }

    public long id(int i) {
        return id[i];
    }

    public int x(int i) {
        return x[i];
    }

    public int y(int i) {
        return y[i];
    }

    public int tick() {
        return tick;
    }

    /// {@return events and texts that found no room, since the beginning}
    public long lost() {
        return lost;
    }

    /// {@return a row's text; for logs and tests, since it allocates}
    public String text(int i) {
        return new String(texts, textStart[i], textLength[i], StandardCharsets.UTF_8);
    }

    /// {@return a row as a view that can be kept; allocates}
    public GameEvent view(int i) {
        return switch (kind[i]) {
            case DAMAGED -> new GameEvent.Damaged(tick, actor[i], other[i], a[i], b[i], c[i]);
            case HEALED -> new GameEvent.Healed(tick, actor[i], other[i], a[i], b[i]);
            case DIED -> new GameEvent.Died(tick, actor[i], other[i]);
            case CHAT -> new GameEvent.Said(tick, actor[i], a[i], text(i));
            case ITEM_GAINED -> new GameEvent.ItemMoved(tick, actor[i], id[i], a[i], b[i]);
            case ITEM_LOST -> new GameEvent.ItemMoved(tick, actor[i], id[i], a[i], -b[i]);
            case REFUSED -> new GameEvent.Refused(tick, actor[i], a[i], b[i], c[i]);
            case MISSED,
                    RESPAWNED,
                    EFFECT_BEGAN,
                    EFFECT_ENDED,
                    RESISTED,
                    CAST_BEGAN,
                    CAST_ENDED,
                    CAST_BROKEN,
                    LEVELLED,
                    EXPERIENCE,
                    GOLD_GAINED,
                    GOLD_LOST,
                    DROPPED,
                    TASK_COUNTED,
                    TASK_DONE,
                    TRADE,
                    PARTY,
                    SPAWNED,
                    DESPAWNED ->
                    new GameEvent.Other(tick, kind[i], actor[i], other[i], a[i], b[i]);
        };
    }
}
