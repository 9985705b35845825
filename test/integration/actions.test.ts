import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filter, firstValueFrom, lastValueFrom, of, Subject, take, toArray } from 'rxjs';
import { text } from '../../lib/testing';
import { withRealCodex } from '../support/real-codex';

const textOf = (events: readonly { readonly type: string; readonly text?: string }[]): string =>
  events.map((event) => event.text ?? '').join('');

test('exec: output as it comes and the exit; input; ended when it is left', () =>
  withRealCodex({ script: text('') }, async ({ client, codex }) => {
    const cwd = codex.cwd;
    const events = await firstValueFrom(
      client.exec({ command: ['bash', '-c', 'echo out; echo err >&2; exit 3'], cwd }).pipe(toArray()),
    );
    expect(textOf(events.filter((event) => event.type === 'output' && event.stream === 'stdout'))).toBe(
      'out\n',
    );
    expect(textOf(events.filter((event) => event.type === 'output' && event.stream === 'stderr'))).toBe(
      'err\n',
    );
    expect(events.at(-1)).toEqual({ type: 'exit', exitCode: 3 });

    const fed = await firstValueFrom(
      client.exec({ command: ['cat'], cwd, stdin$: of('h\u00e9llo ', 'you') }).pipe(toArray()),
    );
    expect([textOf(fed), fed.at(-1)]).toEqual(['h\u00e9llo you', { type: 'exit', exitCode: 0 }]);

    const started$ = new Subject<string>();
    const running = client
      .exec({ command: ['bash', '-c', 'echo $$; sleep 60'], cwd, disableTimeout: true })
      .subscribe((event) => {
        if (event.type === 'output') started$.next(event.text);
      });
    await firstValueFrom(started$);
    running.unsubscribe();
    // Answered once the terminate before it was taken.
    await firstValueFrom(client.api.command.exec.terminate({ processId: 'none' })).catch(() => undefined);
  }));

test('spawn: output, exit, input', () =>
  withRealCodex({ script: text('') }, async ({ client, codex }) => {
    const events = await firstValueFrom(
      client
        .spawn({ command: ['bash', '-c', 'cat; exit 4'], cwd: codex.cwd, stdin$: of('hi') })
        .pipe(toArray()),
    );
    expect([textOf(events), events.at(-1)]).toEqual(['hi', { type: 'exit', exitCode: 4 }]);
  }));

test('watch: the paths that change', () =>
  withRealCodex({ script: text('') }, async ({ client, codex }) => {
    const folder = join(codex.cwd, 'watched');
    await mkdir(folder);
    const changed = firstValueFrom(
      client.watch(folder).pipe(filter((paths) => paths.some((path) => path.endsWith('a.txt')))),
    );
    // The watch has no start of its own to wait for: something is changed until it is seen.
    const write = setInterval(() => void appendFile(join(folder, 'a.txt'), 'x'), 50);
    try {
      expect((await changed).some((path) => path.endsWith('a.txt'))).toBe(true);
    } finally {
      clearInterval(write);
    }
  }));

test('searchFiles: what is found, as somebody types', () =>
  withRealCodex({ script: text('') }, async ({ client, codex }) => {
    await writeFile(join(codex.cwd, 'needle.txt'), '');
    const found$ = client.searchFiles({ roots: [codex.cwd], query$: of('needle') });
    const { files, query } = await firstValueFrom(
      // Not until it is complete: a busy server says so before its last results.
      found$.pipe(filter((results) => results.files.length > 0)),
    );
    expect([query, files.map(({ path }) => path)]).toEqual(['needle', ['needle.txt']]);
  }));

test('searchThreads: those in which a text is found, page after page', () =>
  withRealCodex({ script: text('said') }, async ({ client, codex, wire }) => {
    for (const input of ['a needle', 'hay', 'the needle', 'needles']) {
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      await firstValueFrom(thread.run(input));
    }
    const found$ = client.searchThreads({ searchTerm: 'needle', sortKey: 'updated_at', limit: 1 });
    const answers = (): number => wire.filter(({ result }) => Array.isArray(result?.['data'])).length;
    const snippets = (await firstValueFrom(found$.pipe(take(2), toArray()))).map(({ snippet }) => snippet);
    expect([snippets, answers()]).toEqual([['needles', 'the needle'], 2]);
    expect(await firstValueFrom(found$.pipe(toArray()))).toHaveLength(3);
  }));

const needsLogin = { model_providers: { scripted: { requires_openai_auth: true } } };

test('an API key: login, account, logout', () =>
  withRealCodex({ script: text(''), config: needsLogin }, async ({ client }) => {
    const accounts: unknown[] = [];
    client.account.account$.subscribe((account) => accounts.push(account));
    const step = await lastValueFrom(client.account.login({ type: 'apiKey', apiKey: 'sk-not-a-real-key' }));
    expect(step).toMatchObject({ type: 'completed', account: { type: 'apiKey' } });
    await firstValueFrom(client.account.logout());
    const account = await firstValueFrom(client.account.account$);
    expect(account).toBeNull();
    expect(accounts[0]).toBeNull();
    expect(accounts).toContainEqual(expect.objectContaining({ type: 'apiKey' }));
  }));
