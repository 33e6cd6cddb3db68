package dev.ordinal.orderapi.http;

/** Marks the records that request bodies are read into, strictly, by {@link StrictJson}. */
public interface JsonRequest {}
