package dev.ordinal.contracts.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderLine;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CloudEventHeadersTest {

  private static final Instant PLACED_AT = Instant.parse("2010-12-01T08:26:00Z");

  @Test
  void aReaderOfCloudEventsUnderstandsOurRecords() {
    OrderPlaced event = placed("20101201");
    try (CloudEventDeserializer reader = new CloudEventDeserializer()) {
      CloudEvent read =
          reader.deserialize(
              Topics.ORDER_EVENTS.name(),
              CloudEventHeaders.of(event, 0, "checkout"),
              Topics.valueOf(event));
      assertThat(read.getId()).isEqualTo(event.commandId() + ".0");
      assertThat(read.getType()).isEqualTo("orders.placed.v1");
      assertThat(read.getSource()).hasToString("/series/GAM");
      assertThat(read.getSubject()).isEqualTo(event.number());
      assertThat(read.getTime()).isEqualTo(PLACED_AT.atOffset(ZoneOffset.UTC));
      assertThat(read.getDataContentType()).isEqualTo("application/json");
      assertThat(read.getExtension("sequence")).hasToString("1");
      assertThat(read.getExtension("period")).hasToString("20101201");
      assertThat(read.getExtension("commandid")).hasToString(event.commandId().toString());
    }
  }

  @Test
  void aSeriesThatNeverResetsHasNoPeriodAttribute() {
    assertThat(CloudEventHeaders.of(placed(""), 0, null).lastHeader("ce_period")).isNull();
  }

  @Test
  void anEventIsReadBackByItsTypeHeader() {
    OrderPlaced event = placed("20101201");
    assertThat(read(CloudEventHeaders.of(event, 0, "checkout"), Topics.valueOf(event)))
        .isEqualTo(event);
  }

  @Test
  void aRecordWithoutOrWithAnUnknownTypeIsRefused() {
    byte[] value = Topics.valueOf(placed("20101201"));
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> read(new RecordHeaders(), value))
        .withMessageContaining("no ce_type header");
    Headers unknown = new RecordHeaders().add("ce_type", "orders.flown.v1".getBytes(UTF_8));
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> read(unknown, value))
        .withMessageContaining("orders.flown.v1");
  }

  private static OrderEvent read(Headers headers, byte[] value) {
    return Topics.ORDER_EVENTS
        .value()
        .deserializer()
        .deserialize(Topics.ORDER_EVENTS.name(), headers, value);
  }

  private static OrderPlaced placed(String period) {
    return new OrderPlaced(
        "GAM-20101201-0001",
        "GAM",
        period,
        1,
        null,
        "GBP",
        255,
        List.of(new OrderLine("85123A", null, 1, 255)),
        null,
        new TreeMap<>(),
        PLACED_AT,
        PLACED_AT,
        UUID.fromString("01932f6a-7c00-7000-8000-000000000001"));
  }
}
