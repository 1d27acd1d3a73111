package dev.rudp.transport.crypto;

import java.util.Arrays;
import java.util.HexFormat;

/// Asks a native cipher for one answer that is known beforehand, before anything depends on it: the
/// example of RFC 8439, appendix A.5, whose nonce has the form that packets have.
final class CipherSelfTest {
    private static final byte[] KEY =
            hex("1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0");
    private static final long SEQUENCE = 0x0807060504030201L;
    private static final byte[] AAD = hex("f33388860000000000004e91");
    private static final byte[] PLAIN =
            hex(
                    """
                    496e7465726e65742d4472616674732061726520647261667420646f63756d65
                    6e74732076616c696420666f722061206d6178696d756d206f6620736978206d
                    6f6e74687320616e64206d617920626520757064617465642c207265706c6163
                    65642c206f72206f62736f6c65746564206279206f7468657220646f63756d65
                    6e747320617420616e792074696d652e20497420697320696e617070726f7072
                    6961746520746f2075736520496e7465726e65742d4472616674732061732072
                    65666572656e6365206d6174657269616c206f7220746f206369746520746865
                    6d206f74686572207468616e206173202fe2809c776f726b20696e2070726f67
                    726573732e2fe2809d
                    """);
    private static final byte[] SEALED =
            hex(
                    """
                    64a0861575861af460f062c79be643bd5e805cfd345cf389f108670ac76c8cb2
                    4c6cfc18755d43eea09ee94e382d26b0bdb7b73c321b0100d4f03b7f355894cf
                    332f830e710b97ce98c8a84abd0b948114ad176e008d33bd60f982b1ff37c855
                    9797a06ef4f0ef61c186324e2b3506383606907b6a7c02b0f9f6157b53c867e4
                    b9166c767b804d46a59b5216cde7a4e99040c5a40433225ee282a1b0a06c523e
                    af4534d7f83fa1155b0047718cbc546a0d072b04b3564eea1b422273f548271a
                    0bb2316053fa76991955ebd63159434ecebb4e466dae5a1073a6727627097a10
                    49e617d91d361094fa68f0ff77987130305beaba2eda04df997b714d6c6f2c29
                    a6ad5cb4022b02709beead9d67890cbb22392336fea1851f38
                    """);

    private CipherSelfTest() {}

    /// {@return whether `cipher` seals and opens the example rightly and refuses it when changed}
    static boolean passes(PacketCipher cipher) {
        try (PacketKey key = cipher.key(KEY)) {
            byte[] buffer = Arrays.copyOf(PLAIN, SEALED.length);
            key.seal(SEQUENCE, AAD, AAD.length, buffer, 0, PLAIN.length);
            if (!Arrays.equals(buffer, SEALED)) {
                return false;
            }
            boolean opened = key.open(SEQUENCE, AAD, AAD.length, buffer, 0, buffer.length);
            if (!opened || !Arrays.equals(buffer, 0, PLAIN.length, PLAIN, 0, PLAIN.length)) {
                return false;
            }
            byte[] forged = SEALED.clone();
            forged[forged.length - 1] ^= 1;
            return !key.open(SEQUENCE, AAD, AAD.length, forged, 0, forged.length);
        } catch (NativeCallFailure wrong) {
            return false;
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }
}
