//! Ranges, offsets, graphemes, words, sentences, paragraphs, decoding and search over plain text.
