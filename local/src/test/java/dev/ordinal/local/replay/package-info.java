@NullMarked
package dev.ordinal.local.replay;

import org.jspecify.annotations.NullMarked;
