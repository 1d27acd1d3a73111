package dev.rudp.transport.endpoint;

import dev.rudp.testkit.network.VirtualAddress;
import dev.rudp.testkit.network.VirtualNetwork;
import dev.rudp.testkit.network.VirtualNode;
import dev.rudp.testkit.network.VirtualPort;
import dev.rudp.transport.crypto.PacketCiphers;
import dev.rudp.transport.datagram.DatagramOutbox;
import dev.rudp.transport.netcode.ConnectToken;
import dev.rudp.transport.wire.LittleEndian;
import java.util.ArrayList;
import java.util.List;

/// A [ClientEndpoint] in a virtual network. Once connected, and if told to, it sends a numbered
/// message on both channels 60 times a second, until all reliable ones are back, and notes them.
final class VirtualClient implements VirtualNode, ClientListener {
    final VirtualNetwork network;
    VirtualPort port;
    final ClientEndpoint endpoint;
    final List<String> events = new ArrayList<>();
    final List<Integer> reliableEchoes = new ArrayList<>();
    int unreliableEchoes;
    int rawEchoes;
    int reliableSent;
    int messagesToSend;

    private final DatagramOutbox outbox;
    private final byte[] message = new byte[40];
    private long nextTickNs;

    VirtualClient(VirtualNetwork network, int number) {
        this(network, number, new ClientEndpointConfig(0, 0, VirtualServer.CHANNELS));
    }

    VirtualClient(VirtualNetwork network, int number, ClientEndpointConfig config) {
        this.network = network;
        port = network.open(VirtualAddress.v4(0x0A01_0000 + number, 50_000)).attach(this);
        outbox =
                new DatagramOutbox(
                        16,
                        batch -> {
                            for (int i = 0; i < batch.size(); i++) {
                                port.send(
                                        batch.bytes(),
                                        batch.offset(i),
                                        batch.length(i),
                                        batch.peerHi(i),
                                        batch.peerLo(i),
                                        batch.peerPort(i));
                            }
                        });
        endpoint = new ClientEndpoint(config, PacketCiphers.best(), outbox, this);
    }

    void connect(ConnectToken token) {
        endpoint.connect(token, network.nowNs());
        outbox.flush();
    }

    void disconnect() {
        endpoint.disconnect(network.nowNs());
        outbox.flush();
    }

    /// Another address from now on, as when a NAT starts anew: the endpoint does not know.
    void moveTo(VirtualPort newPort) {
        if (port.address().equals(newPort.address())) {
            return;
        }
        port.attach((bytes, offset, length, hi, lo, from, nowNs) -> {});
        port = newPort;
        port.attach(this);
    }

    boolean isConnected() {
        return endpoint.state() == ClientState.CONNECTED;
    }

    void sendRaw(int length) {
        endpoint.sendRaw(new byte[length], 0, length, network.nowNs());
        outbox.flush();
    }

    @Override
    public void onDatagram(
            byte[] bytes, int offset, int length, long hi, long lo, int peerPort, long nowNs) {
        endpoint.onDatagram(bytes, offset, length, nowNs);
        outbox.flush();
    }

    @Override
    public void onDeadline(long nowNs) {
        endpoint.onDeadline(nowNs);
        if (isTicking() && nowNs >= nextTickNs) {
            nextTickNs = nowNs + VirtualServer.TICK_NS;
            if (reliableSent < messagesToSend) {
                LittleEndian.putI32(message, 0, reliableSent++);
                endpoint.send(1, message, 0, message.length);
                endpoint.send(0, message, 0, message.length);
            }
            endpoint.flush(nowNs);
        }
        outbox.flush();
    }

    @Override
    public long nextDeadlineNs() {
        long deadlineNs = endpoint.nextDeadlineNs();
        return isTicking() ? Math.min(deadlineNs, nextTickNs) : deadlineNs;
    }

    @Override
    public void onConnected(int session, int maxSessions) {
        events.add("connected " + session + " of " + maxSessions);
    }

    @Override
    public void onMessage(int channel, byte[] bytes, int offset, int length) {
        if (channel == 1) {
            reliableEchoes.add(LittleEndian.i32(bytes, offset));
        } else {
            unreliableEchoes++;
        }
    }

    @Override
    public void onRawPayload(byte[] bytes, int offset, int length) {
        rawEchoes++;
    }

    @Override
    public void onDisconnected(DisconnectReason reason) {
        events.add("disconnected " + reason);
    }

    private boolean isTicking() {
        return isConnected() && reliableEchoes.size() < messagesToSend;
    }
}
