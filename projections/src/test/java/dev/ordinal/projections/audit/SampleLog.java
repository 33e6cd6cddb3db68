package dev.ordinal.projections.audit;

import static dev.ordinal.projections.projector.Samples.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadCreated;
import dev.ordinal.contracts.orders.PaymentIds;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.partners.PartnerEvent.PartnerRegistered;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import dev.ordinal.contracts.topics.CommandBacklog;
import dev.ordinal.contracts.topics.DeadLetter;
import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.projector.NumberingSamples;
import dev.ordinal.projections.projector.Samples;
import dev.ordinal.projections.projector.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A small log with something of everything, which can be falsified before it is written. */
final class SampleLog {

  private static final int GAM = Topics.partitionOf("GAM");

  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

  SampleLog() {
    SeriesDefinition.defaults()
        .forEach(
            series ->
                add(new SeriesDefined(series.code(), series, true, NOON, null, new UUID(1, 0))));
    decided(1);
    add(Samples.placed(1), Samples.placed(2), Samples.placed(3), Samples.cancelled(2));
    decided(2);
    add(
        Samples.received("w1", PaymentType.SUCCEEDED, PaymentOutcome.HELD, null, null),
        Samples.paid(1, PaymentIds.of("GAM", "acme", "w1")),
        NumberingSamples.reset(3, 10),
        NumberingSamples.advanced(10, 10),
        Samples.placed(11));
    records.add(
        new ProducerRecord<>(Topics.COMMANDS.name(), GAM, null, "no command".getBytes(UTF_8)));
    decided(3);
    add(Samples.placed(12), Samples.placed(13));
    NumberingSamples.imported().forEach(this::add);
    add(
        new PartnerRegistered(
            "HM-P-0005", "HM-P", "", 5, "Ada", null, null, null, NOON, new UUID(2, 5)),
        reserved(1),
        reserved(2),
        new DocumentVoided(
            "BOQ-2025-11-0002",
            "BOQ",
            "2025-11",
            2,
            null,
            null,
            "not needed",
            false,
            NOON,
            new UUID(3, 9)),
        new LeadCreated("lead-1", "Ada", null, null, NOON, new UUID(4, 1)),
        new LeadClaimed("lead-1", "ann", 1, 60, NOON, NOON, false, new UUID(4, 2)));
  }

  /** All records, to be changed. */
  List<ProducerRecord<byte[], byte[]>> records() {
    return records;
  }

  /** The place of the first record of which this holds. */
  int find(Predicate<ProducerRecord<byte[], byte[]>> wanted) {
    return records.indexOf(records.stream().filter(wanted).findFirst().orElseThrow());
  }

  /** The place of the event about a number. */
  int find(String number) {
    return find(record -> record.key() != null && number.equals(new String(record.key(), UTF_8)));
  }

  /** The place of the result of a command. */
  int result(int command) {
    return find(
        record ->
            record.topic().equals(Topics.RESULTS.name())
                && new UUID(7, command).toString().equals(new String(record.key(), UTF_8)));
  }

  /** Writes it, with the dead letter of what is no command, and says that all is decided. */
  void write(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      TopicSetup.ensure(admin, (short) 1);
      try (Writer writer = new Writer(bootstrapServers)) {
        for (ProducerRecord<byte[], byte[]> record : records) {
          writer.commit(record);
        }
        writer.commit(letter());
      }
      TopicPartition commands = new TopicPartition(Topics.COMMANDS.name(), GAM);
      long end =
          admin
              .listOffsets(Map.of(commands, OffsetSpec.latest()))
              .partitionResult(commands)
              .get()
              .offset();
      admin
          .alterConsumerGroupOffsets(
              CommandBacklog.DEFAULT_GROUP, Map.of(commands, new OffsetAndMetadata(end)))
          .all()
          .get();
    }
  }

  private static ProducerRecord<byte[], byte[]> letter() {
    Headers headers = new RecordHeaders();
    // The third record, after two commands, each of which had a marker behind it.
    new DeadLetter("no command", Topics.COMMANDS.name(), GAM, 4, NOON, true, null).addTo(headers);
    return new ProducerRecord<>(Topics.DEAD_LETTERS.name(), 0, new byte[0], new byte[0], headers);
  }

  private void decided(int command) {
    UUID id = new UUID(7, command);
    CommandEnvelope envelope = Samples.command(id);
    records.add(Samples.record(envelope));
    ProducerRecord<byte[], byte[]> result = Samples.record(Samples.rejected(id));
    records.add(new ProducerRecord<>(result.topic(), GAM, result.key(), result.value()));
  }

  private static NumberReserved reserved(long sequence) {
    return new NumberReserved(
        "BOQ-2025-11-%04d".formatted(sequence),
        "BOQ",
        "2025-11",
        sequence,
        null,
        NOON,
        NOON.plusSeconds(60),
        NOON,
        new UUID(3, sequence));
  }

  private void add(Event... events) {
    for (Event event : events) {
      records.add(Samples.event(event));
    }
  }
}
