/** A property name as it is written in code. */
export const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));

/** A string literal. */
export const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;

const WIDTH = 100;
const LONGEST = 280;

/** The part of a description that is short enough for a comment: a paragraph, else a sentence, else nothing. */
const shortened = (text: string): string => {
  const paragraph = (text.split(/\n\s*\n/)[0] ?? '').replace(/\s+/g, ' ').trim();
  if (paragraph.length <= LONGEST) return paragraph;
  const sentence = /^.*?[.!?](?=\s)/.exec(paragraph)?.[0] ?? '';
  return sentence.length <= LONGEST ? sentence : '';
};

const wrapped = (text: string): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= WIDTH) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
};

/** A doc comment, or nothing when there is nothing to say. */
export const comment = (doc: string | undefined, experimental: boolean | undefined): string => {
  const text = doc === undefined ? '' : shortened(doc).replaceAll('*/', '*\\/');
  const lines = [...(text === '' ? [] : wrapped(text)), ...(experimental ? ['@experimental'] : [])];
  if (lines.length === 0) return '';
  return lines.length === 1
    ? `/** ${lines[0]} */\n`
    : `/**\n${lines.map((line) => ` * ${line}\n`).join('')} */\n`;
};
