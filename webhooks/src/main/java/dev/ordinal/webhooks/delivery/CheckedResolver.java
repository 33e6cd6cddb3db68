package dev.ordinal.webhooks.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks up hosts and lets only public addresses through. The client connects to what it gets from
 * here and looks nothing up again, so a name that changes its address in between (DNS rebinding)
 * gains nothing; every way to write an address as a host comes through here, too. Thread-safe.
 */
final class CheckedResolver implements DnsResolver {

  private final DnsResolver resolver;

  CheckedResolver(DnsResolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = resolver.resolve(host);
    InetAddress[] allowed =
        Arrays.stream(addresses).filter(PublicAddresses::contain).toArray(InetAddress[]::new);
    if (allowed.length == 0) {
      throw new AddressRefusedException("the host has a private or special address, refused");
    }
    return allowed;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return resolver.resolveCanonicalHostname(host);
  }
}
