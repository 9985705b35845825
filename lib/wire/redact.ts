/** Takes secrets out of a text. */
export type Redactor = (text: string) => string;

const mark = '[redacted]';

// Log text is hostile input of up to 64 KiB: in each pattern, whatever may repeat before the part that decides is
// bounded, so that the time stays linear.

/** Shapes of secrets that can be told without knowing them. */
const patterns: readonly RegExp[] = [
  /\b(?:sk|rk|pk|ghp|gho|ghs|github_pat|xox[abp])[-_][A-Za-z0-9_-]{8,}/g,
  /\beyJ[A-Za-z0-9_-]{5,1024}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)*/g,
];

/** Shapes in which the secret follows something that must stay readable. */
const prefixed: readonly RegExp[] = [
  /(\b(?:bearer|basic)\s+)[^\s"',;\\]+/gi,
  // A name, a separator and a value: quoted, quoted inside a quoted text, in Rust's `Some("…")`, or bare.
  /((?:api[_-]?key|token|secret|passw(?:or)?d|authorization|cookie)[\w-]{0,64}\\{0,3}["']?\s*[:=]\s*(?:Some\()?)(?:"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|\\{1,3}["'][^"'\\\n]*|(?!bearer\b|basic\b|\\|Some\()[^\s"',;}]+)/gi,
  /(\b[a-z][a-z0-9+.-]{0,31}:\/\/)[^\s/@"']+(?=@)/gi,
  /([?&](?:access_token|token|key|api_key|sig|signature|code)=)[^&\s"']+/gi,
];

/** Shorter values are too likely to be ordinary words to be taken out wherever they stand. */
const shortestSecret = 6;

/**
 * Makes a function that takes secrets out of text: the given values wherever they stand, and whatever looks like
 * a key, a token, a password or the credentials of a URL.
 *
 * A given value is also found line by line, escaped as in JSON and encoded as in a URL.
 *
 * @param secrets values to take out literally; those under 6 characters are ignored
 */
export const createRedactor = (secrets: Iterable<string> = []): Redactor => {
  const known = [...new Set([...secrets].flatMap(spellings))]
    .filter((secret) => secret.length >= shortestSecret)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.split(secret).join(mark);
    for (const pattern of patterns) clean = clean.replace(pattern, mark);
    for (const pattern of prefixed) clean = clean.replace(pattern, `$1${mark}`);
    return clean;
  };
};

const spellings = (secret: string): string[] => [
  secret,
  ...secret.split(/\r?\n/),
  JSON.stringify(secret).slice(1, -1),
  // A lone surrogate has no encoding; the value of a variable cannot hold one.
  /\p{Surrogate}/u.test(secret) ? secret : encodeURIComponent(secret),
];

/** How many characters of an unreadable line a diagnostic shows. */
const sampleLength = 120;

/** How many characters of it are redacted before it is cut. */
const redactedLength = 16 * 1024;

/** A short, redacted piece of `text` for a diagnostic, with control characters made visible. */
export const sampleOf = (text: string, redact: Redactor): string => {
  // Redacted before it is cut, and more of it than is shown: a secret is recognised only as a whole.
  const clean = redact(text.slice(0, redactedLength));
  const head = clean.slice(0, sampleLength);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const visible = head.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
  return clean.length > sampleLength || text.length > redactedLength ? `${visible}…` : visible;
};
