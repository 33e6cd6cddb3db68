package dev.ordinal.orderapi.documents;

import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /documents/{number}/void}.
 *
 * @param reason 1 to 500 characters, for those who read the books later
 * @param holder as the number was reserved with; needed only while it is a reservation that names
 *     one
 */
public record VoidRequest(
    @NotNull(message = "is required") @Text(min = 1, max = 500) String reason,
    @Nullable @Text(min = 1, max = 200) String holder)
    implements JsonRequest {}
