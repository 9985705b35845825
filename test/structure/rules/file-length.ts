import { isGenerated, type Files } from '../sources';

/** The most lines a file may have. About 120 is the aim; at 250 a file holds more than one thing. */
export const maxLines = 250;

/** No hand-written source file is longer than `maxLines`. */
export const checkFileLength = (files: Files): readonly string[] =>
  Object.entries(files).flatMap(([path, text]) => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    return lines > maxLines && !isGenerated(path)
      ? [`${path}: ${String(lines)} lines, over ${String(maxLines)}`]
      : [];
  });
