@NullMarked
package dev.ordinal.local.client;

import org.jspecify.annotations.NullMarked;
