package dev.ordinal.orderapi.teams;

import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A file that was uploaded elsewhere.
 *
 * @param id 1 to 200 characters
 * @param url 1 to 2,000 characters, kept as sent; optional
 */
public record UploadRequest(
    @NotNull(message = "is required") @Text(min = 1, max = 200) String id,
    @Nullable @Text(min = 1, max = 2_000) String url) {

  Upload toUpload() {
    return new Upload(id, url);
  }
}
