package dev.ordinal.numberingstream.topology;

import java.util.UUID;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.UUIDSerializer;

/**
 * Where a reply goes: the record key is the command's id alone, the partition is its asker's.
 *
 * @param partition the asker's partition of {@code ordinal.replies}
 * @param commandId the command that is answered
 */
record ReplyAddress(int partition, UUID commandId) {

  static Serializer<ReplyAddress> serializer() {
    UUIDSerializer ids = new UUIDSerializer();
    return (topic, address) -> ids.serialize(topic, address.commandId());
  }
}
