package dev.ordinal.numberingstream.state;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Streams' clients, but none that makes topics: a changelog that is missing once the stream runs
 * was deleted, and an empty one in its place would be the loss that {@link StateGuard} prevents.
 */
public final class ClientsWithoutTopics extends DefaultKafkaClientSupplier {

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return new ForwardingAdmin(config) {
      @Override
      public CreateTopicsResult createTopics(
          Collection<NewTopic> topics, CreateTopicsOptions options) {
        throw new IllegalStateException(
            "these topics were deleted while the stream ran: "
                + topics.stream().map(NewTopic::name).toList());
      }

      // Not supported by the class above, whose exceptions Streams logs as errors at each start.
      @Override
      public void registerMetricForSubscription(KafkaMetric metric) {}

      @Override
      public void unregisterMetricFromSubscription(KafkaMetric metric) {}
    };
  }
}
