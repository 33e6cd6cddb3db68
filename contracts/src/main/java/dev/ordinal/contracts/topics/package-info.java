/** The topics, their serdes and their settings, each in one place. */
@NullMarked
package dev.ordinal.contracts.topics;

import org.jspecify.annotations.NullMarked;
