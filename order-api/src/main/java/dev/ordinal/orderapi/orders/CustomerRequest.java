package dev.ordinal.orderapi.orders;

import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.orderapi.http.Text;
import org.jspecify.annotations.Nullable;

/** Who orders; every field is optional and kept as sent. */
public record CustomerRequest(
    @Nullable @Text(max = 64) String id,
    @Nullable @Text(max = 200) String name,
    @Nullable @Text(max = 254) String email) {

  Customer toCustomer() {
    return new Customer(id, name, email);
  }
}
