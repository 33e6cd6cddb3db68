package dev.ordinal.webhooks.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are on the public Internet, by the special-purpose registries of IANA (RFC 6890
 * and what updates it).
 */
public final class PublicAddresses {

  private static final List<Block> SPECIAL =
      Stream.of(
              "0.0.0.0/8", // this network
              "10.0.0.0/8", // private
              "100.64.0.0/10", // shared, carrier-grade NAT
              "127.0.0.0/8", // loopback
              "169.254.0.0/16", // link-local, with the metadata services of clouds
              "172.16.0.0/12", // private
              "192.0.0.0/24", // protocol assignments
              "192.0.2.0/24", // documentation
              "192.88.99.0/24", // 6to4 relays, deprecated
              "192.168.0.0/16", // private
              "198.18.0.0/15", // benchmarks
              "198.51.100.0/24", // documentation
              "203.0.113.0/24", // documentation
              "224.0.0.0/4", // multicast
              "240.0.0.0/4", // reserved, broadcast
              "2001::/23", // protocol assignments, with Teredo
              "2001:db8::/32", // documentation
              "2002::/16", // 6to4: leads to any IPv4 address
              "3fff::/20") // documentation
          .map(Block::parse)
          .toList();

  /** What IPv6 has of global unicast; loopback, link-local, unique-local, multicast lie outside. */
  private static final Block GLOBAL_IPV6 = Block.parse("2000::/3");

  /** IPv4 as seen through a translator (RFC 6052); the last four bytes tell the address. */
  private static final Block NAT64 = Block.parse("64:ff9b::/96");

  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  private PublicAddresses() {}

  /** Whether it is one. IPv4 addresses mapped into IPv6 count as the IPv4 addresses they are. */
  public static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == IPV6_BYTES && NAT64.contains(bytes)) {
      bytes = new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]};
    }
    byte[] plain = bytes;
    return (plain.length == IPV4_BYTES || GLOBAL_IPV6.contains(plain))
        && SPECIAL.stream().noneMatch(block -> block.contains(plain));
  }

  private record Block(InetAddress network, int bits) {

    static Block parse(String text) {
      int slash = text.indexOf('/');
      try {
        // A literal is not looked up.
        InetAddress network = InetAddress.getByName(text.substring(0, slash));
        return new Block(network, Integer.parseInt(text.substring(slash + 1)));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(text, e);
      }
    }

    boolean contains(byte[] other) {
      byte[] address = network.getAddress();
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if (((address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
