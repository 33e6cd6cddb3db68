package dev.ordinal.orderapi.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.validation.Validator;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies without guessing: every field once and known, no number in place of a text
 * or the other way round, every constraint met. Thread-safe.
 */
public final class StrictJson {

  /** The longest body, in bytes. */
  public static final int MAX_BODY_BYTES = 1024 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** An invalid body names at most this many places, so that the answer stays readable. */
  private static final int MAX_ERRORS = 100;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withCoercionConfig(LogicalType.Integer, StrictJson::refuseAll)
          .withCoercionConfig(LogicalType.Textual, StrictJson::refuseAll)
          .withCoercionConfig(LogicalType.Boolean, StrictJson::refuseAll)
          .withCoercionConfig(LogicalType.Enum, StrictJson::refuseAll)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .build();

  private static final ObjectMapper TOLERANT =
      MAPPER.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final ObjectMapper mapper;
  private final Validator validator;

  public StrictJson(Validator validator) {
    this(MAPPER, validator);
  }

  private StrictJson(ObjectMapper mapper, Validator validator) {
    this.mapper = mapper;
    this.validator = validator;
  }

  /**
   * As strict, but fields that are not known are ignored: for senders who add some as they like.
   */
  public static StrictJson ignoringUnknownFields(Validator validator) {
    return new StrictJson(TOLERANT, validator);
  }

  /**
   * One of several things in a body.
   *
   * @param value null if it is not valid
   * @param problem what is wrong with it; places are in it, not in the body; null if it is valid
   */
  public record Each<T>(@Nullable T value, @Nullable Problem problem) {

    /** What is wrong with one that is not valid. */
    public Problem trouble() {
      return Objects.requireNonNull(problem, "it is valid");
    }
  }

  /**
   * The things in a body, each of which is valid or not by itself.
   *
   * @param asLines whether it is one a line (NDJSON) instead of an array
   * @param most how many there may be
   * @throws ProblemException {@code malformed-json} of an array, or {@code validation-failed} if
   *     there is none, or are more than {@code most}
   */
  public <T> List<Each<T>> readEach(byte[] body, boolean asLines, Class<T> type, int most) {
    List<Supplier<JsonNode>> all = new ArrayList<>();
    if (asLines) {
      text(body).lines().filter(line -> !line.isBlank()).forEach(l -> all.add(() -> parse(l)));
    } else {
      JsonNode array = parse(text(body));
      if (!array.isArray()) {
        throw ProblemException.invalid("", "must be an array");
      }
      array.forEach(element -> all.add(() -> element));
    }
    if (all.isEmpty() || all.size() > most) {
      throw ProblemException.invalid(
          "", "must have 1 to %d items, not %d".formatted(most, all.size()));
    }
    return all.stream().map(one -> each(one, type)).toList();
  }

  private <T> Each<T> each(Supplier<JsonNode> one, Class<T> type) {
    try {
      return new Each<>(valid(one.get(), type), null);
    } catch (ProblemException e) {
      return new Each<>(null, e.problem());
    }
  }

  /**
   * The body as a valid {@code T}.
   *
   * @throws ProblemException {@code malformed-json} or {@code validation-failed}
   */
  public <T> T read(byte[] body, Class<T> type) {
    // Two steps, so that a body that is no JSON is 400 wherever it breaks, whatever came before.
    return valid(parse(text(body)), type);
  }

  private <T> T valid(JsonNode tree, Class<T> type) {
    T request = bind(tree, type);
    List<FieldError> errors =
        validator.validate(request).stream()
            .map(violation -> new FieldError(Pointers.of(violation), violation.getMessage()))
            .sorted(Comparator.comparing(FieldError::pointer))
            .limit(MAX_ERRORS)
            .toList();
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
    return request;
  }

  private static JsonNode parse(String body) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw ApiProblem.MALFORMED_JSON.because(where(e) + Texts.printable(e.getOriginalMessage()));
    }
    if (tree.isMissingNode()) {
      throw ApiProblem.MALFORMED_JSON.because("the body is empty");
    }
    return tree;
  }

  /** Decoded before it is parsed: Jackson's byte parser cannot read an emoji escaped in a name. */
  private static String text(byte[] body) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw ApiProblem.MALFORMED_JSON.because("the body is not UTF-8");
    }
  }

  private <T> T bind(JsonNode tree, Class<T> type) {
    try {
      if (tree.isObject()) {
        return mapper.treeToValue(tree, type);
      }
    } catch (JsonMappingException e) {
      throw ProblemException.invalid(Pointers.of(e), TypeErrors.detail(e));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    throw ProblemException.invalid("", "must be an object");
  }

  private static String where(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
  }

  private static void refuseAll(MutableCoercionConfig config) {
    for (CoercionInputShape shape : CoercionInputShape.values()) {
      config.setCoercion(shape, CoercionAction.Fail);
    }
  }
}
