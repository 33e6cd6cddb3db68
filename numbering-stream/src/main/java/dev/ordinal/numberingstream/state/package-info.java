/** Whether what the stream goes on from is all there, looked at before it starts. */
@NullMarked
package dev.ordinal.numberingstream.state;

import org.jspecify.annotations.NullMarked;
