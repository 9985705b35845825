import { inspect } from 'node:util';
import { CodexError, codexErrorBrand } from '../../lib/errors/codex-error.js';

describe('the message of a CodexError', () => {
  it('is the first sentence alone where there is no more to say', () => {
    const error = new CodexError('It broke.');
    expect(error.message).toBe('It broke.');
    expect(error.shortMessage).toBe('It broke.');
    expect(error.hint).toBeUndefined();
    expect('cause' in error).toBe(false);
  });

  it('is the first sentence, then the details, then the hint, each on a line of its own', () => {
    const error = new CodexError('It broke.', { details: ['Here.', 'And there.'], hint: 'Mend it.' });
    expect(error.message).toBe('It broke.\n  Here.\n  And there.\n  Mend it.');
    expect(error.shortMessage).toBe('It broke.');
    expect(error.hint).toBe('Mend it.');
  });

  it('leaves out an empty hint', () => {
    expect(new CodexError('It broke.', { hint: '' }).message).toBe('It broke.');
  });
});

describe('a CodexError', () => {
  it('is an Error with a name, a brand and a stack that begins with what happened', () => {
    const error = new CodexError('It broke.');
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('CodexError');
    expect(error[codexErrorBrand]).toBe(true);
    expect(error.stack).toContain('It broke.');
    expect(error.stack).toContain('codex-error.test');
  });

  it('keeps a cause of any kind, and tells none from undefined', () => {
    expect(new CodexError('x', { cause: 'text' }).cause).toBe('text');
    expect(new CodexError('x', { cause: null }).cause).toBeNull();
    expect('cause' in new CodexError('x', { cause: undefined })).toBe(true);
  });

  it('prints its cause and its fields, and not its brand', () => {
    const printed = inspect(new CodexError('It broke.', { cause: new Error('deep down'), hint: 'Mend it.' }));
    expect(printed).toContain('CodexError: It broke.');
    expect(printed).toContain("hint: 'Mend it.'");
    expect(printed).toContain('deep down');
    expect(printed).not.toContain('codex-rx.error');
  });
});

describe('walk', () => {
  const innermost = new TypeError('innermost');
  const middle = new CodexError('middle', { cause: innermost });
  const outer = new CodexError('outer', { cause: new Error('plain', { cause: middle }) });

  it('returns the innermost cause', () => {
    expect(outer.walk()).toBe(innermost);
    expect(middle.walk()).toBe(innermost);
  });

  it('returns the error itself where there is no cause', () => {
    const alone = new CodexError('alone');
    expect(alone.walk()).toBe(alone);
  });

  it('returns the first, from the outside in, that satisfies the predicate', () => {
    expect(outer.walk((error) => error instanceof CodexError)).toBe(outer);
    expect(outer.walk((error) => error instanceof CodexError && error !== outer)).toBe(middle);
    expect(outer.walk((error) => error instanceof TypeError)).toBe(innermost);
  });

  it('returns undefined where nothing satisfies the predicate', () => {
    expect(outer.walk((error) => error instanceof RangeError)).toBeUndefined();
  });

  it('reaches a cause that is no error', () => {
    const error = new CodexError('x', { cause: { code: 7 } });
    expect(error.walk()).toEqual({ code: 7 });
    expect(error.walk((cause) => typeof cause === 'string')).toBeUndefined();
  });

  it('ends on causes that run in a circle', () => {
    const first: Error = new Error('first');
    const circle = new CodexError('circle', { cause: first });
    first.cause = circle;
    const seen: unknown[] = [];
    circle.walk((error) => {
      seen.push(error);
      return false;
    });
    expect(seen).toEqual([circle, first]);
  });
});
