/** Takes secrets out of a text. */
export type Redactor = (text: string) => string;

const mark = '[redacted]';

/** Shapes of secrets that can be told without knowing them. */
const patterns: readonly RegExp[] = [
  /\b(?:sk|rk|pk|ghp|gho|ghs|github_pat|xox[abp])[-_][A-Za-z0-9_-]{8,}/g,
  /\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)?/g,
];

/** Shapes in which the secret follows something that must stay readable. */
const prefixed: readonly RegExp[] = [
  /(\b(?:bearer|basic)\s+)[^\s"',;]+/gi,
  /(\b[\w-]*(?:api[_-]?key|token|secret|passw(?:or)?d|authorization|cookie)[\w-]*["']?\s*[:=]\s*["']?)(?!bearer\b|basic\b)[^\s"',;}]+/gi,
  /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+(?=@)/gi,
  /([?&](?:access_token|token|key|api_key|sig|signature|code)=)[^&\s"']+/gi,
];

/** Shorter values are too likely to be ordinary words to be taken out wherever they stand. */
const shortestSecret = 6;

/**
 * Makes a function that takes secrets out of text: the given values wherever they stand, and whatever looks like
 * a key, a token, a password or the credentials of a URL.
 *
 * @param secrets values to take out literally; those under 6 characters are ignored
 */
export const createRedactor = (secrets: Iterable<string> = []): Redactor => {
  const known = [...new Set(secrets)]
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

/** How many characters of an unreadable line a diagnostic shows. */
const sampleLength = 120;

/** A short, redacted piece of `text` for a diagnostic, with control characters made visible. */
export const sampleOf = (text: string, redact: Redactor): string => {
  // Redacted before it is cut, so that a secret that crosses the cut is not half shown.
  const head = redact(text.slice(0, sampleLength * 4)).slice(0, sampleLength);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const visible = head.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
  return text.length > head.length ? `${visible}…` : visible;
};
