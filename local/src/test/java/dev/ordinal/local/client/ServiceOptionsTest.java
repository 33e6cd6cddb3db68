package dev.ordinal.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServiceOptionsTest {

  @Test
  void aKeyThatIsNotSetIsNoKey() throws Exception {
    assertThat(ServiceOptions.accessKey(null)).isNull();
    assertThat(ServiceOptions.accessKey("")).isNull();
    assertThat(ServiceOptions.accessKey("k~1")).isEqualTo("k~1");
  }

  @Test
  void aKeyThatNoHeaderCanHoldIsRefusedAndNotRepeated() {
    assertThatThrownBy(() -> ServiceOptions.accessKey("s3cret\n"))
        .isInstanceOf(ClientFailure.class)
        .hasMessageContaining("ORDINAL_KEY")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aKeyIsSentWithEachRequestAndNoneIsNot() throws Exception {
    try (StubService service = new StubService()) {
      new ServiceApi(service.url(), "k1").get("orders");
      service.api().get("orders");

      assertThat(service.authorizations()).containsExactly("Bearer k1", "");
    }
  }
}
