import { CodexDecodeError } from '../../lib/errors/codex-decode-error.js';
import { CodexError } from '../../lib/errors/codex-error.js';

const mismatches = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `field${index} is missing, expected string`);

describe('CodexDecodeError', () => {
  it('names the method and keeps what came and what was wrong with it', () => {
    const raw = { thread: 7 };
    const errors = [{ value: 7, context: [] }];
    const error = new CodexDecodeError('thread/read', raw, errors, ['thread is a number, expected Thread']);
    expect(error).toBeInstanceOf(CodexError);
    expect(error.name).toBe('CodexDecodeError');
    expect(error.message.split('\n  ')).toEqual([
      'The result of thread/read could not be decoded.',
      'thread is a number, expected Thread',
      error.hint,
    ]);
    expect(error.method).toBe('thread/read');
    expect(error.raw).toBe(raw);
    expect(error.errors).toBe(errors);
    expect(error.hint).toContain('validate: false');
  });

  it('quotes five mismatches and counts the rest', () => {
    const lines = new CodexDecodeError('x', {}, [], mismatches(8)).message.split('\n  ');
    expect(lines.slice(1, -1)).toEqual([...mismatches(5), 'and 3 more']);
  });

  it('quotes exactly five without counting', () => {
    expect(new CodexDecodeError('x', {}, [], mismatches(5)).message).not.toContain('more\n');
  });
});
