import { key, quoted } from './text.js';

/** One row of a generated table. */
export interface Row {
  readonly method: string;
  readonly text: string;
  readonly experimental?: boolean;
}

/** An interface with a member for every method. */
export const methodInterface = (name: string, doc: string, rows: readonly Row[]): string => {
  const members = rows.map(
    (row) => `${row.experimental ? '/** @experimental */\n' : ''}readonly ${key(row.method)}: ${row.text};\n`,
  );
  return `/** ${doc} */\nexport interface ${name} {\n${members.join('')}}\n`;
};

/** A name for the value that a literal of plain data stands for: the words in it, joined. */
const nameOfLiteral = (text: string): string => {
  const words =
    text
      .replace(/: true/g, '')
      .replace(/\w+: /g, '')
      .match(/\w+/g) ?? [];
  return words.map((word, index) => (index === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join('');
};

/** The object literals that several rows have, by text, each with the name of the constant that it is put into. */
const sharedLiterals = (rows: readonly Row[]): ReadonlyMap<string, string> => {
  const literals = rows.map(({ text }) => text).filter((text) => text.startsWith('{'));
  const repeated = new Set(literals.filter((text, index) => literals.indexOf(text) < index));
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const text of repeated) {
    let name = nameOfLiteral(text);
    while (taken.has(name)) name += '_';
    taken.add(name);
    names.set(text, name);
  }
  return names;
};

/** A constant lookup table by method, without a prototype. Rows of plain data that are the same share one object. */
export const methodTable = (name: string, doc: string, type: string, rows: readonly Row[]): string => {
  const shared = sharedLiterals(rows);
  const constants = [...shared].map(([text, constant]) => `const ${constant} = ${text} as const;\n`).join('');
  const entries = rows.map(({ method, text }) => `${key(method)}: ${shared.get(text) ?? text},\n`).join('');
  const table = `/** ${doc} */\nexport const ${name}: ${type} = /*#__PURE__*/ table({\n${entries}});\n`;
  return constants === '' ? table : `${constants}\n${table}`;
};

/** A value of plain data as an object literal. */
export const literalText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literalText).join(', ')}]`;
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([name, entry]) => `${key(name)}: ${literalText(entry)}`)
    .join(', ')} }`;
};
