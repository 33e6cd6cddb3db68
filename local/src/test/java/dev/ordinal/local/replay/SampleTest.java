package dev.ordinal.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.orders.OrderLine;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The figures were counted from the retailer's file by other means than this code. */
class SampleTest {

  @Test
  void theShippedDayHasTheOrdersAndTheDirtThatWereCounted() throws Exception {
    RetailFile file = RetailFile.read(Path.of("../samples/online-retail-2010-12-01.csv"));

    assertThat(file.rows()).isEqualTo(3_108);
    assertThat(file.orders()).hasSize(127);
    assertThat(file.lines()).isEqualTo(3_072);
    assertThat(file.orders()).filteredOn(order -> order.customer().isEmpty()).hasSize(6);
    assertThat(
            file.orders().stream()
                .flatMap(order -> order.lines().stream())
                .mapToLong(this::pence)
                .sum())
        .isEqualTo(5_896_079);
    assertThat(
            file.notOrders().stream()
                .collect(
                    Collectors.groupingBy(
                        row -> row.reason().replaceFirst(":.*", ""), Collectors.counting())))
        .isEqualTo(Map.of("cancellation", 26L, "Quantity not positive", 1L, "UnitPrice zero", 9L));
  }

  private long pence(OrderLine line) {
    return line.quantity() * line.unitAmount();
  }
}
