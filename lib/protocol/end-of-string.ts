const backslash = 0x5c;

/** The place of the quote that ends a JSON string, looked for from `from` on, which is inside of it; -1, if there is none. */
export const endOfString = (text: string, from: number): number => {
  let end = text.indexOf('"', from);
  while (end !== -1 && text.charCodeAt(end - 1) === backslash && isEscaped(text, end))
    end = text.indexOf('"', end + 1);
  return end;
};

/** Whether an odd number of backslashes stands before a place. */
const isEscaped = (text: string, place: number): boolean => {
  let first = place - 1;
  while (text.charCodeAt(first) === backslash) first -= 1;
  return (place - first) % 2 === 0;
};
