package dev.ordinal.orderapi.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderLine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void theSameCommandHasTheSameFingerprintWhateverTheOrderOfItsLabels() {
    assertThat(Fingerprint.of(order(Map.of("a", "1", "b", "2"), 1)))
        .isEqualTo(Fingerprint.of(order(Map.of("b", "2", "a", "1"), 1)))
        .hasSize(44);
  }

  @Test
  void anotherCommandHasAnotherFingerprint() {
    assertThat(
            List.of(
                Fingerprint.of(order(Map.of(), 1)),
                Fingerprint.of(order(Map.of(), 2)),
                Fingerprint.of(order(Map.of("a", ""), 1)),
                Fingerprint.of(new CancelOrder("GAM", "GAM-1", "x")),
                Fingerprint.of(new CancelOrder("GAM", "GAM-2", "x"))))
        .doesNotHaveDuplicates();
  }

  private static PlaceOrder order(Map<String, String> metadata, long quantity) {
    return new PlaceOrder(
        "GAM",
        null,
        "GBP",
        List.of(new OrderLine("a", null, quantity, 1)),
        null,
        null,
        new TreeMap<>(metadata));
  }
}
