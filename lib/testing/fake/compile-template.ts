/** What a template asks for by name; undefined where there is nothing of that name. */
export type TemplateLookup = (path: readonly string[]) => unknown;

/**
 * Compiles a message to a function that writes it as JSON with its place holders filled in.
 *
 * A string that is `$name` becomes the value, whatever its type; `{{name}}` inside a string becomes text; a string that
 * begins with `$$` stands for itself with one `$` less. A name goes deeper with dots: `$params.input.0.text`. Keys are
 * left alone.
 *
 * The function is self-contained: it also runs in another process, from its source text.
 */
/* istanbul ignore next */
export const compileTemplate = (message: unknown): ((lookup: TemplateLookup) => string) => {
  const json = JSON.stringify(message);
  // In JSON only the quote that opens a string stands behind a colon, a comma, a bracket or nothing; a key is followed
  // by a colon.
  const holes =
    /(?<=^|[:,[])"(\$\$)|(?<=^|[:,[])"\$([A-Za-z]\w*(?:\.\w+)*)"(?!:)|\{\{([A-Za-z]\w*(?:\.\w+)*)\}\}/g;
  const texts: string[] = [];
  const names: { path: string[]; inside: boolean }[] = [];
  let from = 0;
  let text = '';
  for (const match of json.matchAll(holes)) {
    text += json.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[1] !== undefined) {
      text += '"$';
      continue;
    }
    texts.push(text);
    names.push({ path: (match[2] ?? match[3] ?? '').split('.'), inside: match[3] !== undefined });
    text = '';
  }
  const last = text + json.slice(from);
  return (lookup) => {
    let written = '';
    for (let at = 0; at < names.length; at++) {
      const { path, inside } = names[at]!;
      const value = JSON.stringify(lookup(path) ?? null);
      const string = value.startsWith('"') ? value : JSON.stringify(value);
      written += texts[at]! + (inside ? string.slice(1, -1) : value);
    }
    return written + last;
  };
};
