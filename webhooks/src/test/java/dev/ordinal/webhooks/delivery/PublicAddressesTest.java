package dev.ordinal.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

  private static final InetAddress PUBLIC = address(8, 8, 8, 8);
  private static final InetAddress METADATA = address(169, 254, 169, 254);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:7f00:1",
        "::127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void whatIsNotOnThePublicInternetIsRefused(String address) throws UnknownHostException {
    assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450::1",
        "64:ff9b::8.8.8.8",
        "::ffff:8.8.8.8"
      })
  void whatIsOnThePublicInternetIsNot(String address) throws UnknownHostException {
    assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
  }

  /** However an address is written as a host, what is connected to is what is checked. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "localhost",
        "localhost.",
        "[::1]",
        "::1",
        "[::ffff:127.0.0.1]"
      })
  void noWayOfWritingLoopbackGetsThrough(String host) {
    CheckedResolver resolver = new CheckedResolver(SystemDefaultDnsResolver.INSTANCE);
    assertThatThrownBy(() -> resolver.resolve(host)).isInstanceOf(UnknownHostException.class);
  }

  @Test
  void aNameThatChangesItsAddressIsCheckedAtEachConnection() throws UnknownHostException {
    RebindingResolver names = new RebindingResolver();
    CheckedResolver resolver = new CheckedResolver(names);
    names.now = new InetAddress[] {PUBLIC};
    assertThat(resolver.resolve("rebind.example")).containsExactly(PUBLIC);
    names.now = new InetAddress[] {METADATA, PUBLIC};
    assertThat(resolver.resolve("rebind.example")).containsExactly(PUBLIC);
    names.now = new InetAddress[] {METADATA};
    assertThatThrownBy(() -> resolver.resolve("rebind.example"))
        .isInstanceOf(AddressRefusedException.class);
  }

  private static final class RebindingResolver extends SystemDefaultDnsResolver {
    private InetAddress[] now = {};

    @Override
    public InetAddress[] resolve(String host) {
      return now;
    }
  }

  private static InetAddress address(int a, int b, int c, int d) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
