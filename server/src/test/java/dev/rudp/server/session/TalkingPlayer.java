package dev.rudp.server.session;

import dev.rudp.client.session.ClientSession;
import dev.rudp.client.session.EndReason;
import dev.rudp.client.session.SessionConfig;
import dev.rudp.client.session.SessionListener;
import dev.rudp.client.session.SessionState;
import dev.rudp.engine.join.WorldChannels;
import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.network.VirtualNode;
import dev.rudp.testkit.network.VirtualPort;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramOutbox;
import java.util.ArrayList;
import java.util.List;

/// A player in virtual time who gives commands of one byte and remembers the first byte of what it
/// hears.
final class TalkingPlayer implements VirtualNode, SessionListener {
    final ClientSession session;
    final List<Integer> heard = new ArrayList<>();
    final List<Integer> news = new ArrayList<>();
    final List<EndReason> ends = new ArrayList<>();

    /// Commands that are to be given as soon as the channel takes them; each is its number.
    int wanted;

    /// Commands that are given in one tick at most.
    int perTick = Integer.MAX_VALUE;

    int given;
    private final VirtualPort socket;
    private final DatagramOutbox outbox;
    private long nextInputNs = VirtualShard.PERIOD_NS;
    private boolean deaf;

    TalkingPlayer(VirtualNetwork network, int number) {
        socket = network.open(VirtualAddress.v4(0x0A00_0100 + number, 40_000)).attach(this);
        outbox = new DatagramOutbox(4, batch -> VirtualShard.carry(batch, socket));
        session =
                new ClientSession(
                        SessionConfig.of(TalkingGame.SCHEMA), PacketCiphers.jdk(), outbox, this);
    }

    /// From now on nothing of what the game says in order is read.
    void stopReading() {
        deaf = true;
    }

    void connect(VirtualShard server, long nowNs) {
        session.connect(server.token(nowNs), nowNs);
        outbox.flush();
    }

    @Override
    public void onDatagram(
            byte[] bytes, int offset, int length, long hi, long lo, int from, long nowNs) {
        session.onDatagram(bytes, offset, length, nowNs);
        outbox.flush();
    }

    @Override
    public void onDeadline(long nowNs) {
        if (session.nextDeadlineNs() <= nowNs) {
            session.onDeadline(nowNs);
        }
        if (nowNs >= nextInputNs) {
            nextInputNs += VirtualShard.PERIOD_NS;
            byte[] command = new byte[1];
            int most = (int) Math.min(wanted, (long) given + perTick);
            while (given < most && session.state() == SessionState.PLAYING) {
                command[0] = (byte) given;
                if (!session.command(command, 0, 1)) {
                    break;
                }
                given++;
            }
            session.input(0, nowNs, nowNs);
        }
        outbox.flush();
    }

    @Override
    public long nextDeadlineNs() {
        return Math.min(nextInputNs, session.nextDeadlineNs());
    }

    @Override
    public void onMessage(byte[] bytes, int offset, int length) {
        heard.add(bytes[offset] & 0xFF);
        if (deaf) {
            session.connection().pause(WorldChannels.GAME);
        }
    }

    @Override
    public void onNews(byte[] bytes, int offset, int length) {
        news.add(bytes[offset] & 0xFF);
    }

    @Override
    public void onEnd(EndReason reason) {
        ends.add(reason);
    }
}
