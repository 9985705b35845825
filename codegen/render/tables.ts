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

/** A constant lookup table by method, without a prototype. */
export const methodTable = (name: string, doc: string, type: string, rows: readonly Row[]): string => {
  const entries = rows.map((row) => `${key(row.method)}: ${row.text},\n`).join('');
  return `/** ${doc} */\nexport const ${name}: ${type} = /*#__PURE__*/ table({\n${entries}});\n`;
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
