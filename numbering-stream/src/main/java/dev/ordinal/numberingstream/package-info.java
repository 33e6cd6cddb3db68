/** The application that gives the numbers: wiring and configuration. */
@NullMarked
package dev.ordinal.numberingstream;

import org.jspecify.annotations.NullMarked;
