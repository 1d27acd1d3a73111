package dev.rudp.loadtest.spec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Turns payloads into messages, docs/protocol.md §2.2 and §3, those that repairs give included.
/// Holds whatever comes: for peers that mean well, such as a server under test.
public final class Inbox {
    /// What a channel promises, docs/protocol.md §3.
    public enum Mode {
        RELIABLE_ORDERED,
        RELIABLE_UNORDERED,
        UNRELIABLE_SEQUENCED,
        UNRELIABLE,
        LATEST_ONLY
    }

    /// A message that arrived.
    @SuppressWarnings("ArrayRecordComponent") // a layout, not a value to compare
    public record Message(int channel, byte[] bytes) {}

    /// The type of the control frame of §3.9.
    private static final int REPAIR = 2;

    private final Map<Integer, Mode> modes;
    private final Map<Integer, Map<Integer, Fragment>> fragments = new HashMap<>();
    private final Map<Integer, Pieces> pieces = new HashMap<>();
    private final Map<Integer, Repairs> repairs = new HashMap<>();
    private final Map<Integer, Integer> newest = new HashMap<>();
    private @Nullable AckHeader lastHeader;

    /// @param modes of the channels by id
    public Inbox(Map<Integer, Mode> modes) {
        this.modes = Map.copyOf(modes);
    }

    /// {@return the header of the packet completed last}
    public @Nullable AckHeader lastHeader() {
        return lastHeader;
    }

    /// Takes a payload.
    ///
    /// @return the messages that it completes
    public List<Message> onPayload(byte[] payload) throws RefusedException {
        if (!Fragment.isOne(payload)) {
            ByteBuffer in = Wire.over(payload);
            lastHeader = AckHeader.read(in);
            return onFrames(Frame.readAll(in));
        }
        Fragment fragment = Fragment.read(payload);
        Map<Integer, Fragment> siblings =
                fragments.computeIfAbsent(fragment.sequence(), s -> new TreeMap<>());
        for (Fragment sibling : siblings.values()) {
            RefusedException.unless(sibling.count() == fragment.count(), "fragments disagree");
        }
        siblings.put(fragment.id(), fragment);
        if (siblings.size() < fragment.count()) {
            return List.of();
        }
        fragments.remove(fragment.sequence());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (Fragment part : siblings.values()) {
            whole.writeBytes(part.bytes());
            lastHeader = part.header() == null ? lastHeader : part.header();
        }
        return onFrames(Frame.readAll(Wire.over(whole.toByteArray())));
    }

    private List<Message> onFrames(List<Frame> frames) throws RefusedException {
        List<Message> messages = new ArrayList<>();
        for (Frame frame : frames) {
            switch (frame) {
                case Frame.Control control -> {
                    if (control.type() == REPAIR) {
                        onRepair(control.bytes(), messages);
                    }
                }
                case Frame.Piece piece -> onPiece(piece, messages);
            }
        }
        return messages;
    }

    private void onPiece(Frame.Piece piece, List<Message> messages) throws RefusedException {
        Mode mode = modes.get(piece.channel());
        RefusedException.unless(mode != null, "channel " + piece.channel() + " is not declared");
        boolean ordered = mode == Mode.RELIABLE_ORDERED;
        if (ordered || mode == Mode.RELIABLE_UNORDERED) {
            pieces.computeIfAbsent(piece.channel(), c -> new Pieces(ordered)).add(piece, messages);
            boolean plain = !piece.more() && !piece.continues();
            if (plain && !piece.isVoid() && !piece.isCompressed()) {
                repairsOf(piece.channel()).onPiece(piece.sequence(), piece.bytes());
                addSolved(piece.channel(), messages);
            }
            return;
        }
        RefusedException.unless(!piece.more(), "a piece on an unreliable channel");
        int before = newest.getOrDefault(piece.channel(), 0xFFFF);
        int ahead = (piece.sequence() - before) & 0xFFFF;
        boolean isNewer = ahead > 0 && ahead < 0x8000;
        if (isNewer) {
            newest.put(piece.channel(), piece.sequence());
        }
        if (isNewer || mode == Mode.UNRELIABLE) {
            byte[] bytes = piece.isCompressed() ? Lz4.unpack(piece.bytes()) : piece.bytes();
            messages.add(new Message(piece.channel(), bytes));
        }
    }

    private void onRepair(byte[] content, List<Message> messages) throws RefusedException {
        Repairs.check(content);
        int channel = content[0] & 0xFF;
        Mode mode = modes.get(channel);
        RefusedException.unless(
                mode == Mode.RELIABLE_ORDERED || mode == Mode.RELIABLE_UNORDERED,
                "a repair for channel " + channel);
        repairsOf(channel).onRepair(content);
        addSolved(channel, messages);
    }

    private Repairs repairsOf(int channel) {
        return repairs.computeIfAbsent(channel, c -> new Repairs());
    }

    private void addSolved(int channel, List<Message> messages) throws RefusedException {
        boolean ordered = modes.get(channel) == Mode.RELIABLE_ORDERED;
        Pieces known = pieces.computeIfAbsent(channel, c -> new Pieces(ordered));
        for (Map.Entry<Integer, byte[]> solved : repairsOf(channel).solve().entrySet()) {
            known.add(
                    new Frame.Piece(
                            channel,
                            false,
                            false,
                            false,
                            false,
                            solved.getKey(),
                            solved.getValue()),
                    messages);
        }
    }

    /// One reliable channel: the pieces whose message is not delivered, or not behind all others.
    private static final class Pieces {
        private static final int FULL_BYTES = 1_024;
        private final boolean ordered;
        private final Map<Integer, Frame.Piece> held = new HashMap<>();
        private final Set<Integer> delivered = new HashSet<>();
        private int next;

        private Pieces(boolean ordered) {
            this.ordered = ordered;
        }

        private void add(Frame.Piece piece, List<Message> messages) throws RefusedException {
            RefusedException.unless(
                    piece.isVoid() || !piece.more() || piece.bytes().length == FULL_BYTES,
                    "a short piece");
            RefusedException.unless(piece.bytes().length <= FULL_BYTES, "a long piece");
            if (((piece.sequence() - next) & 0xFFFF) >= 0x8000
                    || delivered.contains(piece.sequence())
                    || held.putIfAbsent(piece.sequence(), piece) != null) {
                return;
            }
            if (!ordered) {
                int first = piece.sequence();
                for (Frame.Piece at = piece; at != null && at.continues(); at = held.get(first)) {
                    first = (first - 1) & 0xFFFF;
                }
                deliver(first, messages);
            }
            while (ordered ? deliver(next, messages) : delivered.contains(next)) {
                while (delivered.remove(next)) {
                    next = (next + 1) & 0xFFFF;
                }
            }
        }

        /// Delivers the message that begins with this piece, if all of it is there.
        private boolean deliver(int first, List<Message> messages) throws RefusedException {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            List<Integer> numbers = new ArrayList<>();
            boolean givenUp = false;
            Frame.Piece piece;
            int number = first;
            do {
                piece = held.get(number);
                if (piece == null) {
                    return false;
                }
                message.writeBytes(piece.bytes());
                givenUp |= piece.isVoid();
                numbers.add(number);
                number = (number + 1) & 0xFFFF;
            } while (piece.more());
            numbers.forEach(held::remove);
            delivered.addAll(numbers);
            if (!givenUp) {
                byte[] bytes = message.toByteArray();
                messages.add(
                        new Message(
                                piece.channel(), piece.isCompressed() ? Lz4.unpack(bytes) : bytes));
            }
            return true;
        }
    }
}
