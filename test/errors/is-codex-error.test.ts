import { runInNewContext } from 'node:vm';
import type * as ClosedModule from '../../lib/errors/codex-closed-error.js';
import { CodexClosedError } from '../../lib/errors/codex-closed-error.js';
import { CodexError } from '../../lib/errors/codex-error.js';
import { CodexRequestError } from '../../lib/errors/codex-request-error.js';
import type * as GuardModule from '../../lib/errors/is-codex-error.js';
import { isCodexError } from '../../lib/errors/is-codex-error.js';

/** A copy of the library beside the one above, as a second installed version would be. */
const loadSecondCopy = (): {
  readonly closed: typeof ClosedModule;
  readonly guard: typeof GuardModule;
} => {
  let copy: ReturnType<typeof loadSecondCopy> | undefined;
  jest.isolateModules(() => {
    copy = {
      closed: jest.requireActual('../../lib/errors/codex-closed-error.js'),
      guard: jest.requireActual('../../lib/errors/is-codex-error.js'),
    };
  });
  return copy!;
};

describe('isCodexError', () => {
  it.each([
    new CodexError('x'),
    new CodexClosedError(),
    new CodexRequestError('turn/start', { code: -32600, message: 'no' }),
    new (class extends CodexError {})('of a user'),
  ])('knows %p', (error) => {
    expect(isCodexError(error)).toBe(true);
  });

  it('knows an error of another copy of the library, where instanceof does not', () => {
    const { closed, guard } = loadSecondCopy();
    const foreign = new closed.CodexClosedError('turn x', 'unknown');
    expect(closed.CodexClosedError).not.toBe(CodexClosedError);
    expect(foreign).not.toBeInstanceOf(CodexError);
    expect(isCodexError(foreign)).toBe(true);
    expect(guard.isCodexError(new CodexClosedError())).toBe(true);
  });

  it('knows the brand by the registry of symbols, which realms share', () => {
    const foreign: unknown = runInNewContext(
      "Object.assign(new Error('x'), { [Symbol.for('codex-rx.error')]: true })",
    );
    expect(isCodexError(foreign)).toBe(true);
  });

  it.each([
    undefined,
    null,
    0,
    '',
    'CodexError',
    true,
    Symbol.for('codex-rx.error'),
    {},
    new Error('CodexError'),
    Object.assign(new Error('x'), { name: 'CodexError' }),
    { [Symbol.for('codex-rx.error')]: 'yes' },
    Object.assign(() => undefined, { [Symbol.for('codex-rx.error')]: true }),
  ])('does not take %p for one', (value) => {
    expect(isCodexError(value)).toBe(false);
  });

  it('narrows the type', () => {
    const caught: unknown = new CodexError('x', { hint: 'y' });
    const hint: string | undefined = isCodexError(caught) ? caught.hint : 'none';
    expect(hint).toBe('y');
  });
});
