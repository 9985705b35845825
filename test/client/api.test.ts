import { isObservable, NEVER, of, type Observable } from 'rxjs';
import { createApi } from '../../lib/client/api';
import type { SendRequest } from '../../lib/client/core';
import { apiMethods } from '../../lib/protocol/generated/api-methods';
import { memoryCodex, watch } from '../support/memory-codex';

/** An api, and what it sent. */
const apiUnderTest = () => {
  const sent: unknown[][] = [];
  const request = ((...call: unknown[]) => {
    sent.push(call);
    return NEVER;
  }) as unknown as SendRequest;
  return { api: createApi(request), sent };
};

test.each([...apiMethods])('%s is found under its path', (method) => {
  const { api, sent } = apiUnderTest();
  const path = method
    .split('/')
    .map((segment) => segment.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()));
  const call = path.reduce<unknown>((at, segment) => (at as Record<string, unknown>)[segment], api);
  const answer$ = (call as (params: object, options: object) => Observable<unknown>)(
    { some: 'params' },
    { timeout: 5 },
  );
  expect(isObservable(answer$)).toBe(true);
  expect(sent).toEqual([[method, { some: 'params' }, { timeout: 5 }]]);
});

test('what needs no params can do without, and sends the empty object that the wire wants', () => {
  const { api, sent } = apiUnderTest();
  void api.account.logout();
  expect(sent).toEqual([['account/logout', {}, undefined]]);
});

test('a request whose path is the beginning of others is a function that has them', () => {
  const { api, sent } = apiUnderTest();
  void api.command.exec({ command: ['ls'] });
  void api.command.exec.terminate({ processId: 'p' });
  expect(sent.map(([method]) => method)).toEqual(['command/exec', 'command/exec/terminate']);
});

test('a call of a client is cold and emits the checked result', () => {
  const memory = memoryCodex({ answers: { 'fs/readFile': () => of({ dataBase64: 'aGk=' }) } });
  const read$ = memory.client.api.fs.readFile({ path: '/project/a' });
  expect(memory.methods()).toEqual([]);
  expect(watch(read$).values).toEqual([{ dataBase64: 'aGk=' }]);
  memory.answers('fs/readFile', of({}));
  expect(watch(read$).end()).toMatchObject({ error: { name: 'CodexDecodeError' } });
});

test('what is required is required by the types, too', () => {
  const { api, sent } = apiUnderTest();
  // @ts-expect-error it needs a path
  void api.fs.readFile();
  // @ts-expect-error the params of another request
  void api.fs.readFile({ command: ['ls'] });
  expect('format' in api.fs).toBe(false);
  expect(sent).toHaveLength(2);
});
