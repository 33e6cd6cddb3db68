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
import java.util.Comparator;
import java.util.List;

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
   * The body as a valid {@code T}.
   *
   * @throws ProblemException {@code malformed-json} or {@code validation-failed}
   */
  public <T> T read(byte[] body, Class<T> type) {
    // Two steps, so that a body that is no JSON is 400 wherever it breaks, whatever came before.
    T request = bind(parse(body), type);
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

  private static JsonNode parse(byte[] body) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text(body));
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
