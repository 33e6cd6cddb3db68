package dev.ordinal.numberingstream.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.Test;

class BrokerReleaseTest {

  @Test
  void theAffectedLinesAreNamed() {
    assertThat(BrokerRelease.warning(MetadataVersion.IBP_4_3_IV0.featureLevel()))
        .contains("Kafka 4.3,");
    assertThat(BrokerRelease.warning(MetadataVersion.IBP_4_4_IV0.featureLevel()))
        .contains("Kafka 4.4,");
    assertThat(BrokerRelease.warning(33)).contains("Kafka 4.4,");
  }

  @Test
  void theOthersAreNot() {
    assertThat(BrokerRelease.warning(MetadataVersion.IBP_4_0_IV3.featureLevel())).isNull();
    assertThat(BrokerRelease.warning(MetadataVersion.IBP_4_2_IV1.featureLevel())).isNull();
    assertThat(BrokerRelease.warning(34)).isNull();
  }
}
